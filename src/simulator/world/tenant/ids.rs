//! Ids that contain numbers: a customer id contains the customer's number, an order id those of
//! customer and order. No table is needed.

use crate::world::calendar;
use crate::world::rng::{Rng, Stream};

const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const BITS_40: u64 = (1 << 40) - 1;
const ODD: u64 = 0x9E_37_79_B9_7F;

/// Largest number of seeded customers.
pub const MAX_CUSTOMERS: u32 = 1 << 23;
/// The number of the first customer created during the simulation.
pub const FIRST_CREATED: u32 = MAX_CUSTOMERS;
/// Largest number of created customers; ids have 24 bits for the customer.
pub const MAX_CREATED: u32 = 1 << 23;

fn tail(seed: u64, index: u32) -> (u32, u64) {
    let mut rng = Rng::new(seed, Stream::Identity, u64::from(index));
    (rng.word() as u32, rng.word())
}

fn mask(seed: u64, tail: (u32, u64)) -> u32 {
    Rng::new(seed, Stream::Identity, tail.1 ^ (u64::from(tail.0) << 17) ^ u64::MAX).word() as u32
}

/// 32 lower-case hex digits.
pub fn customer_id(seed: u64, index: u32) -> String {
    let tail = tail(seed, index);
    format!("{:08x}{:08x}{:016x}", index ^ mask(seed, tail), tail.0, tail.1)
}

/// The customer's number, if the id belongs to this tenant.
pub fn customer_index(seed: u64, id: &str) -> Option<u32> {
    if id.len() != 32 || !id.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)) {
        return None;
    }
    let head = u32::from_str_radix(id.get(..8)?, 16).ok()?;
    let tail = (u32::from_str_radix(id.get(8..16)?, 16).ok()?, u64::from_str_radix(id.get(16..)?, 16).ok()?);
    let index = head ^ mask(seed, tail);
    (customer_id(seed, index) == id).then_some(index)
}

const XACCOUNT: &str = "shop-";

/// A seeded customer's id on the partner's platform.
pub fn xaccount_id(index: u32) -> String {
    format!("{XACCOUNT}{:06}", 1_000 + index)
}

/// The number of the seeded customer with such an id.
pub fn xaccount_index(xaccount_id: &str) -> Option<u32> {
    xaccount_id.strip_prefix(XACCOUNT)?.parse::<u32>().ok()?.checked_sub(1_000)
}

/// `CS`, ten digits of the creation time, eight letters with the numbers of customer and order.
pub fn order_id(seed: u64, index: u32, number: u16, created: i64) -> String {
    let mut value = (u64::from(index) << 16) | u64::from(number);
    value = value.wrapping_mul(ODD) & BITS_40;
    value ^= value >> 20;
    value = value.wrapping_add(seed.wrapping_mul(0x5851_F42D_4C95_7F2D)) & BITS_40;
    let mut code = String::with_capacity(20);
    code.push_str("CS");
    let time = calendar::text(created);
    let digits: String = time.chars().filter(char::is_ascii_digit).collect();
    code.push_str(digits.get(2..12).unwrap_or("0000000000"));
    for shift in (0..8).rev() {
        code.push(char::from(LETTERS[((value >> (shift * 5)) & 31) as usize]));
    }
    code
}

/// The numbers of customer and order; the time part is not checked here.
pub fn order_parts(seed: u64, id: &str) -> Option<(u32, u16)> {
    let id = id.to_ascii_uppercase();
    if id.len() != 20 || !id.starts_with("CS") {
        return None;
    }
    let mut value = 0u64;
    for byte in id.get(12..)?.bytes() {
        let digit = LETTERS.iter().position(|letter| *letter == byte)?;
        value = (value << 5) | digit as u64;
    }
    value = value.wrapping_sub(seed.wrapping_mul(0x5851_F42D_4C95_7F2D)) & BITS_40;
    value ^= value >> 20;
    value = value.wrapping_mul(inverse(ODD)) & BITS_40;
    Some(((value >> 16) as u32, (value & 0xFFFF) as u16))
}

/// Inverse of an odd number modulo 2^64, hence also modulo 2^40.
fn inverse(odd: u64) -> u64 {
    let mut guess = odd;
    for _ in 0..6 {
        guess = guess.wrapping_mul(2u64.wrapping_sub(odd.wrapping_mul(guess)));
    }
    guess
}

/// An id in the form of a UUID.
pub fn uuid(rng: &mut Rng) -> String {
    let (a, b) = (rng.word(), rng.word());
    format!(
        "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
        (a >> 32) as u32,
        (a >> 16) as u16,
        a & 0xFFF,
        0x8000 | ((b >> 48) & 0x3FFF),
        b & 0xFFFF_FFFF_FFFF
    )
}

/// 32 hex digits, as accounts and projects have.
pub fn hex_id(rng: &mut Rng) -> String {
    format!("{:016x}{:016x}", rng.word(), rng.word())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_can_be_read_back_and_foreign_ones_cannot() {
        for seed in [0, 7, u64::MAX] {
            for index in [0, 1, 199, 99_999, MAX_CUSTOMERS - 1, FIRST_CREATED + MAX_CREATED - 1] {
                let id = customer_id(seed, index);
                assert_eq!(customer_index(seed, &id), Some(index));
                assert_eq!(customer_index(seed ^ 1, &id), None);
                for number in [0, 14, 60_000] {
                    let order = order_id(seed, index, number, 1_700_000_000);
                    assert_eq!(order_parts(seed, &order.to_lowercase()), Some((index, number)));
                }
            }
        }
        assert_eq!(customer_index(7, "nonsense"), None);
        assert_eq!(order_parts(7, "CSX2403070915TESTA"), None);
    }
}
