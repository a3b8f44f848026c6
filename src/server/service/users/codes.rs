//! Codes of authenticator apps (RFC 6238: SHA-1, six digits, 30 seconds) and recovery codes: how they are made,
//! read and judged. Both consist of digits, so that a phone shows its number pad for either.

use model::ids::UserId;
use model::second_factor::{Picture, SetUp};
use model::time::Timestamp;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use qrcode::{Color, QrCode};
use sha2::{Digest, Sha256};
use totp_rs::{Builder, Secret, Totp};

/// Recovery codes of a user.
pub const RECOVERY_CODES: usize = 10;
/// Digits of a code of an app.
const APP: usize = 6;
/// Digits of a recovery code.
const RECOVERY: usize = 16;
/// A code counts in its own 30 seconds, in those before and in those after: clocks differ, and typing takes a while.
const WINDOW: u16 = 1;
/// How far a code is looked for to say that it is one for another time: five minutes.
const LATE: u16 = 10;
/// Seconds of a step.
const PERIOD: u64 = 30;

/// What somebody typed, without the blanks and strokes that people put between digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// As many digits as an app shows.
    App(String),
    /// As many digits as a recovery code has.
    Recovery(String),
}

/// Reads it; `None` for what is no code of either kind. Digits of full width are what Chinese keyboards write.
pub fn read(typed: &str) -> Option<Typed> {
    let mut digits = String::new();
    for sign in typed.chars() {
        match sign {
            '0'..='9' => digits.push(sign),
            '\u{ff10}'..='\u{ff19}' => digits.extend(char::from_digit(u32::from(sign) - 0xff10, 10)),
            ' ' | '-' | '\u{3000}' | '\u{a0}' | '\t' | '\r' | '\n' => {}
            _ => return None,
        }
        if digits.len() > RECOVERY {
            return None;
        }
    }
    match digits.len() {
        APP => Some(Typed::App(digits)),
        RECOVERY => Some(Typed::Recovery(digits)),
        _ => None,
    }
}

/// What a code of an app is worth at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judged {
    /// It is that of this step of 30 seconds since 1970.
    Fits(i64),
    /// It was one of the minutes before, or will be: it came late, or a clock is wrong.
    NotNow,
    /// It is none.
    Wrong,
}

fn totp(secret: &str, window: u16) -> Option<Totp> {
    let secret = Secret::try_from_base32(secret).ok()?;
    Builder::new().with_secret(secret).with_skew(window).build().ok()
}

/// Judges six digits by the secret (Base32) that app and desk share. Whether they were used before, the database
/// decides.
pub fn judge(secret: &str, digits: &str, at: Timestamp) -> Judged {
    let now = u64::try_from(at.as_second()).unwrap_or_default();
    let step = |window| totp(secret, window)?.check(digits, now);
    match (step(WINDOW), step(LATE)) {
        (Some(step), _) => Judged::Fits(i64::try_from(step).unwrap_or(i64::MAX)),
        // Of codes to come nothing is told: who guesses would only have to wait for them.
        (None, Some(step)) if step < now / PERIOD => Judged::NotNow,
        (None, _) => Judged::Wrong,
    }
}

/// A secret in Base32, of 160 random bits.
pub fn secret(random: [u8; 20]) -> String {
    Secret::from(random).to_base32()
}

/// A recovery code: 16 digits in groups of four.
pub fn recovery_code(random: [u8; 8]) -> String {
    // The digits that come a little more often are not worth a second try: 2^64 is 1,800 times as much.
    in_fours(&format!("{:016}", u64::from_be_bytes(random) % 10_u64.pow(16)))
}

/// A salt for the recovery codes of a user. It is the same for all ten, so that one hash finds the code among them.
pub fn salt(user: &UserId) -> [u8; 16] {
    let whole: [u8; 32] = Sha256::digest(format!("recovery codes of {user}")).into();
    let mut salt = [0; 16];
    salt.copy_from_slice(&whole[..16]);
    salt
}

/// A hash of all recovery codes of a user together: 530 random bits, so that it cannot be searched for.
pub fn mark(codes: &[String]) -> String {
    hex::encode(Sha256::digest(codes.join("\n")))
}

/// In groups of four, as people read and type it.
fn in_fours(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    letters.chunks(4).map(String::from_iter).collect::<Vec<_>>().join(" ")
}

/// What an app has to learn, as text and as a picture; `None` where no picture can hold the name.
pub fn set_up(secret: &str, user: &str) -> Option<SetUp> {
    let name = utf8_percent_encode(user, NON_ALPHANUMERIC);
    let address = format!("otpauth://totp/Partnerdesk:{name}?secret={secret}&issuer=Partnerdesk");
    let code = QrCode::new(address).ok()?;
    Some(SetUp { secret: in_fours(secret), picture: picture(&code) })
}

fn picture(code: &QrCode) -> Picture {
    let size = code.width();
    let squares = code.to_colors();
    let dark = squares.iter().enumerate().filter(|(_, color)| **color == Color::Dark);
    let path = dark.map(|(at, _)| format!("M{} {}h1v1h-1z", at % size, at / size)).collect();
    Picture { size, path }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The secret of the examples in RFC 6238, appendix B.
    const EXAMPLE: &[u8; 20] = b"12345678901234567890";

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn the_examples_of_the_standard_fit() {
        let secret = secret(*EXAMPLE);
        for (second, digits) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(judge(&secret, digits, at(second)), Judged::Fits(second / 30), "{second}");
        }
    }

    #[test]
    fn a_code_fits_from_one_step_before_to_one_after_and_is_known_to_be_old_for_five_minutes() {
        let secret = secret(*EXAMPLE);
        // The step from 1,111,111,080 to 1,111,111,109.
        for (second, judged) in [
            (1_111_111_050, Judged::Fits(37_037_036)),
            (1_111_111_049, Judged::Wrong),
            (1_111_111_139, Judged::Fits(37_037_036)),
            (1_111_111_140, Judged::NotNow),
            (1_111_111_409, Judged::NotNow),
            (1_111_111_410, Judged::Wrong),
            (1_111_110_780, Judged::Wrong),
            (1_111_110_779, Judged::Wrong),
        ] {
            assert_eq!(judge(&secret, "081804", at(second)), judged, "{second}");
        }
        assert_eq!(judge(&secret, "081805", at(1_111_111_109)), Judged::Wrong);
        assert_eq!(judge("not base 32!", "081804", at(1_111_111_109)), Judged::Wrong);
        assert_eq!(judge("", "081804", at(1_111_111_109)), Judged::Wrong);
    }

    #[test]
    fn codes_are_read_as_people_type_them() {
        let app = |digits: &str| Some(Typed::App(digits.into()));
        assert_eq!(read("081804"), app("081804"));
        assert_eq!(read(" 081 804 "), app("081804"));
        assert_eq!(read("081-804"), app("081804"));
        assert_eq!(read("\u{ff10}\u{ff18}\u{ff11}\u{ff18}\u{ff10}\u{ff14}"), app("081804"));
        let recovery = Some(Typed::Recovery("0123456789012345".into()));
        assert_eq!(read("0123 4567 8901 2345"), recovery);
        assert_eq!(read("0123-4567-8901-2345"), recovery);
        for no_code in [
            "",
            " ",
            "08180",
            "0818045",
            "08180a",
            "081804\u{0}",
            "\u{661}\u{662}\u{663}\u{664}\u{665}\u{666}",
        ] {
            assert_eq!(read(no_code), None, "{no_code:?}");
        }
    }

    #[test]
    fn what_an_app_learns_names_desk_and_user() {
        let made = set_up(&secret([7; 20]), "li:wei").unwrap();
        assert_eq!(made.secret.split(' ').map(str::len).collect::<Vec<_>>(), [4; 8]);
        assert!(made.picture.size >= 21 && made.picture.path.starts_with("M0 0h1v1h-1z"), "a corner is dark");
        assert!(set_up(&secret([7; 20]), &"\u{738b}".repeat(64)).is_some(), "the longest name has a picture");
    }

    proptest! {
        #[test]
        fn recovery_codes_are_read_back(random in any::<[u8; 8]>()) {
            let code = recovery_code(random);
            prop_assert_eq!(code.len(), 19);
            let digits: String = code.chars().filter(char::is_ascii_digit).collect();
            prop_assert_eq!(read(&code), Some(Typed::Recovery(digits)));
        }

        #[test]
        fn nothing_that_is_typed_breaks_it(typed in "\\PC{0,80}", second in 0_i64..4_000_000_000) {
            if let Some(Typed::App(digits)) = read(&typed) {
                judge(&secret([1; 20]), &digits, at(second));
            }
        }

        #[test]
        fn a_secret_makes_codes_that_fit_at_their_time(
            random in any::<[u8; 20]>(),
            second in 100_i64..4_000_000_000,
        ) {
            let secret = secret(random);
            let totp = totp(&secret, 0).unwrap();
            let digits = totp.generate(u64::try_from(second).unwrap()).to_string();
            let Judged::Fits(step) = judge(&secret, &digits, at(second)) else {
                panic!("{digits} does not fit at {second}");
            };
            prop_assert!((step - second / 30).abs() <= 1);
        }
    }
}
