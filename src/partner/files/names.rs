//! The names of archives and of the CSV files in them (billing.yaml, `x-files.files`).

use jiff::civil::Date;
use model::files::OldUsagePart;
use model::month::BillingMonth;

/// Which of the three files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// The bill of a month, `customerBill`.
    Bill,
    /// The usage of a month, `customerUsageV2`.
    Usage,
    /// The usage of a month in its old form, `customerUsage`; to be taken offline.
    OldUsage,
}

impl FileKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Bill, Self::Usage, Self::OldUsage];

    /// The folder that the vendor puts it into.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Bill => "customerBill",
            Self::Usage | Self::OldUsage => "customerUsage",
        }
    }

    fn stem(self) -> &'static str {
        match self {
            Self::Bill => "customerBill_",
            Self::Usage => "customerUsageV2_",
            Self::OldUsage => "customerUsage_",
        }
    }

    /// Month, and day of the export (GMT+8; none for a bill), of an archive's name.
    pub(super) fn archive(self, name: &str) -> Option<(BillingMonth, Option<Date>)> {
        let middle = name.strip_prefix(self.stem())?.strip_suffix(".tar.gz")?;
        match self {
            Self::Bill => Some((compact_month(middle)?, None)),
            Self::Usage | Self::OldUsage => {
                let (month, day) = middle.split_once('_')?;
                Some((compact_month(month)?, Some(compact_day(day)?)))
            }
        }
    }

    /// Whether a file in an archive is one of its CSV files, and which part of the old form. The
    /// month and day in its name are not compared with those of the archive: the records count.
    pub(super) fn csv(self, name: &str) -> Option<Option<OldUsagePart>> {
        let middle = name.strip_prefix(self.stem())?.strip_suffix(".csv")?;
        let mut parts: Vec<&str> = middle.split('_').collect();
        let part = match self {
            Self::OldUsage if parts.len() == 4 => Some(OldUsagePart::from(parts.remove(0))),
            _ => None,
        };
        let dates_fit = match (self, parts.as_slice()) {
            (Self::Bill, [month, _]) => compact_month(month).is_some(),
            (Self::Usage | Self::OldUsage, [month, day, _]) => {
                compact_month(month).is_some() && compact_day(day).is_some()
            }
            _ => false,
        };
        (dates_fit && part.is_some() == (self == Self::OldUsage)).then_some(part)
    }
}

fn compact_month(text: &str) -> Option<BillingMonth> {
    if text.len() == 6 { BillingMonth::parse(text).ok() } else { None }
}

fn compact_day(text: &str) -> Option<Date> {
    if text.len() == 8 { Date::strptime("%Y%m%d", text).ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn archives_are_told_apart() {
        let month = BillingMonth::parse("2024-02").unwrap();
        let day = jiff::civil::date(2024, 2, 23);
        assert_eq!(FileKind::Bill.archive("customerBill_202402.tar.gz"), Some((month, None)));
        let usage = "customerUsageV2_202402_20240223.tar.gz";
        assert_eq!(FileKind::Usage.archive(usage), Some((month, Some(day))));
        assert_eq!(FileKind::OldUsage.archive(usage), None);
        let old = "customerUsage_202402_20240223.tar.gz";
        assert_eq!(FileKind::OldUsage.archive(old), Some((month, Some(day))));
        assert_eq!(FileKind::Usage.archive(old), None);
        for wrong in [
            "customerBill_202413.tar.gz",
            "customerBill_2024-02.tar.gz",
            "customerBill_202402.tar",
            "customerBill_202402.tar.gz.part",
            "customerUsageV2_202402.tar.gz",
            "customerUsageV2_202402_20240230.tar.gz",
        ] {
            assert!(FileKind::ALL.iter().all(|kind| kind.archive(wrong).is_none()), "{wrong}");
        }
    }

    #[test]
    fn files_inside_are_told_apart() {
        let old = |part: &str| Some(Some(OldUsagePart::from(part)));
        for (kind, name, expected) in [
            (FileKind::Bill, "customerBill_202402_0001.csv", Some(None)),
            (FileKind::Usage, "customerUsageV2_202402_20240223_00000001.csv", Some(None)),
            (FileKind::OldUsage, "customerUsage_PerByUse_202402_20240223_00000001.csv", old("PerByUse")),
            (FileKind::OldUsage, "customerUsage_SP_202402_20240223_00000001.csv", old("SP")),
            (FileKind::OldUsage, "customerUsage_202402_20240223_00000001.csv", None),
            (FileKind::Usage, "customerUsage_RI_202402_20240223_00000001.csv", None),
            (FileKind::Bill, "customerBill_202402.csv", None),
            (FileKind::Bill, "readme.txt", None),
        ] {
            assert_eq!(kind.csv(name), expected, "{name}");
        }
    }
}
