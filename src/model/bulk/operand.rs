//! The amount or percentage of a bulk change as it is typed, beside the choice of what to do with it.

use super::BulkKind;

/// What is done with which number. `+10 %` is no amount that a budget could be set to: it can only mean an increase by
/// a percentage, which need not be chosen before then. Where a percentage was chosen, `10 %` is the same as `10`.
/// Everything else is returned as it was typed, and is refused later where it is no amount.
pub fn operand(chosen: BulkKind, typed: &str) -> (BulkKind, &str) {
    let typed = typed.trim();
    let Some(number) = typed.strip_suffix(['%', '\u{ff05}']).map(str::trim_end) else {
        return (chosen, typed);
    };
    let more = number.strip_prefix(['+', '\u{ff0b}']).map(str::trim_start);
    match (chosen, more) {
        (BulkKind::Set | BulkKind::Percent, Some(number)) => (BulkKind::Percent, number),
        (BulkKind::Percent, None) => (BulkKind::Percent, number),
        _ => (chosen, typed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_by_a_percentage_says_so_itself() {
        for typed in ["+10 %", " +10%", "+ 10 %", "\u{ff0b}10\u{ff05}"] {
            for chosen in [BulkKind::Set, BulkKind::Percent] {
                assert_eq!(operand(chosen, typed), (BulkKind::Percent, "10"), "{typed}");
            }
        }
        assert_eq!(operand(BulkKind::Percent, "2.5 %"), (BulkKind::Percent, "2.5"));
    }

    #[test]
    fn what_contradicts_the_choice_or_names_no_increase_stays_as_it_was_typed() {
        assert_eq!(operand(BulkKind::Raise, "+10 %"), (BulkKind::Raise, "+10 %"), "an amount was chosen");
        for typed in ["10 %", "-10 %", "+10", "1,500.00"] {
            assert_eq!(operand(BulkKind::Set, typed), (BulkKind::Set, typed));
        }
        assert_eq!(operand(BulkKind::Percent, "-10 %"), (BulkKind::Percent, "-10"), "refused as an amount");
    }
}
