//! How a file of budgets was read.

use crate::budgets::FreezeBehaviour;
use serde::{Deserialize, Serialize};

closed_enum! {
    /// The encoding of a file of text.
    pub enum Encoding {
        /// UTF-8, with or without its mark.
        Utf8 = "utf-8",
        /// UTF-16, little end first, by its mark.
        Utf16Le = "utf-16le",
        /// UTF-16, big end first, by its mark.
        Utf16Be = "utf-16be",
        /// GB18030, which holds GBK and GB2312: what Chinese spreadsheets write.
        Gb18030 = "gb18030",
    }
}

closed_enum! {
    /// What stands between the cells of a file of text.
    pub enum Separator {
        /// `,`
        Comma = "comma",
        /// `;`
        Semicolon = "semicolon",
        /// A tab.
        Tab = "tab",
    }
}

/// How a file was read, so that the dry run can say it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileFormat {
    /// Text.
    Text {
        /// Its encoding.
        encoding: Encoding,
        /// What stands between the cells.
        separator: Separator,
        /// The line with the names of the columns.
        header: u32,
    },
    /// A workbook of Excel.
    Workbook {
        /// The sheet that was read.
        sheet: String,
        /// The row with the names of the columns.
        header: u32,
        /// How many hidden sheets were not read.
        hidden: u16,
    },
}

/// What happens when a budget runs out, before a change and after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FreezeChange {
    /// As this desk last set it; `None` when it never did.
    pub before: Option<FreezeBehaviour>,
    /// As wanted.
    pub after: FreezeBehaviour,
}
