//! Units of measurement and kinds of usage. Documented ids and codes are as in the sheets (1, 3, 4,
//! 10, 11, 15, 17, 19, 20, 24, 25); the others are this simulator's.

use crate::world::language::Language;

/// One unit.
pub struct Unit {
    pub id: i64,
    en: &'static str,
    zh: &'static str,
    pub short: &'static str,
    /// `measure_type`: 1 money, 2 duration, 3 traffic, 4 quantity, 7 capacity, 10 period, 12 count,
    /// 16 bandwidth.
    pub kind: i64,
}

impl Unit {
    pub fn name(&self, language: Language) -> &'static str {
        match language {
            Language::English => self.en,
            Language::Chinese => self.zh,
        }
    }
}

const fn unit(id: i64, en: &'static str, zh: &'static str, short: &'static str, kind: i64) -> Unit {
    Unit { id, en, zh, short, kind }
}

pub const UNITS: &[Unit] = &[
    unit(1, "Dollar", "元", "USD", 1),
    unit(3, "Cent", "分", "Cent", 1),
    unit(4, "Hour", "小时", "h", 2),
    unit(5, "Minute", "分钟", "min", 2),
    unit(6, "Second", "秒", "s", 2),
    unit(10, "GB", "GB", "GB", 3),
    unit(11, "MB", "MB", "MB", 3),
    unit(12, "KB", "KB", "KB", 3),
    unit(13, "Byte", "Byte", "B", 3),
    unit(14, "Piece", "个", "pcs", 4),
    unit(15, "Mbit/s", "Mbit/s", "Mbit/s", 16),
    unit(16, "Kbit/s", "Kbit/s", "Kbit/s", 16),
    unit(17, "GB (capacity)", "GB（容量）", "GB", 7),
    unit(18, "MB (capacity)", "MB（容量）", "MB", 7),
    unit(19, "Year", "年", "yr", 10),
    unit(20, "Month", "月", "mo", 10),
    unit(24, "Day", "天", "d", 10),
    unit(25, "Hour (period)", "小时（周期）", "h", 10),
    unit(26, "Time", "次", "times", 12),
];

/// One of the first unit is this many of the second; with the kinds of both.
pub const CONVERSIONS: &[(i64, i64, i64, i64)] = &[
    (1, 3, 100, 1),
    (4, 5, 60, 2),
    (4, 6, 3_600, 2),
    (5, 6, 60, 2),
    (10, 11, 1_024, 3),
    (11, 12, 1_024, 3),
    (12, 13, 1_024, 3),
    (15, 16, 1_024, 16),
    (17, 18, 1_024, 7),
    (19, 20, 12, 10),
    (24, 25, 24, 10),
];

/// Kinds of units, `measure_type` of the conversions.
pub const KINDS: [i64; 26] =
    [1, 2, 3, 4, 7, 9, 10, 11, 12, 16, 17, 18, 19, 20, 21, 22, 23, 26, 27, 28, 29, 30, 31, 40, 41, 108];

/// A kind of usage, counted in a unit.
#[derive(Debug)]
pub struct Usage {
    pub code: &'static str,
    en: &'static str,
    zh: &'static str,
    pub unit: i64,
}

impl Usage {
    pub fn name(&self, language: Language) -> &'static str {
        match language {
            Language::English => self.en,
            Language::Chinese => self.zh,
        }
    }
}

pub const DURATION: Usage = Usage { code: "Duration", en: "Duration", zh: "使用时长", unit: 4 };
pub const SPACE: Usage = Usage { code: "space", en: "Storage space", zh: "存储空间", unit: 17 };
pub const REQUESTS: Usage = Usage { code: "reqNumber", en: "Requests", zh: "请求次数", unit: 26 };
pub const FLOW: Usage = Usage { code: "flow", en: "Traffic", zh: "流量", unit: 10 };
pub const UPFLOW: Usage = Usage { code: "upflow", en: "Outbound traffic", zh: "上行流量", unit: 10 };

/// The kinds of usage of a resource type.
pub fn usages(resource: &str) -> &'static [Usage] {
    match resource {
        "hws.resource.type.obs" | "hws.resource.type.pkg.obs" => &[SPACE, REQUESTS, FLOW],
        "hws.resource.type.bandwidth" => &[DURATION, UPFLOW],
        "hws.resource.type.cdn" => &[FLOW],
        _ => &[DURATION],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conversions_stay_within_a_kind() {
        let kind = |id| UNITS.iter().find(|unit| unit.id == id).map(|unit| unit.kind);
        for (from, to, factor, both) in CONVERSIONS {
            assert_eq!((kind(*from), kind(*to)), (Some(*both), Some(*both)), "{from} {to}");
            assert!(*factor > 1 && KINDS.contains(both));
        }
    }
}
