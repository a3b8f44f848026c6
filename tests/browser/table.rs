//! Exports of lists: CSV files.

use super::{Client, Page};

/// A parsed CSV file.
pub struct Table {
    pub names: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

impl Table {
    pub fn of(page: &Page) -> Self {
        assert_eq!((page.status, page.header("content-type")), (200, "text/csv; charset=utf-8"));
        let text = page.body.strip_prefix('\u{feff}').expect("the mark of UTF-8");
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let line = |line: &csv::StringRecord| line.iter().map(str::to_owned).collect::<Vec<_>>();
        let names = line(reader.headers().unwrap());
        let rows = reader.records().map(|record| line(&record.unwrap())).collect();
        Self { names, rows }
    }

    /// The cells of a column, top to bottom.
    pub fn column(&self, name: &str) -> Vec<&str> {
        let index = self.names.iter().position(|own| own == name);
        let index = index.unwrap_or_else(|| panic!("no column {name}: {:?}", self.names));
        self.rows.iter().map(|row| row[index].as_str()).collect()
    }

    /// A cell of the row with this value in its first column.
    pub fn cell(&self, id: &str, name: &str) -> &str {
        let row = self.rows.iter().position(|row| row[0] == id).unwrap_or_else(|| panic!("no row {id}"));
        self.column(name)[row]
    }
}

/// The links in the first column of a list, or in the column after its checkboxes.
pub const ROW_LINKS: &str = "tbody tr > :first-child a, tbody tr > .pick + * a";

impl Client {
    /// The export that a list links to.
    pub async fn file(&self, list: &str) -> Table {
        let page = self.get(list).await;
        let links = page.attributes(".page-head .actions a", "href");
        let link = links.iter().find(|link| link.starts_with("/export/"));
        Table::of(&self.get(link.unwrap_or_else(|| panic!("no link on {list}: {links:?}"))).await)
    }

    /// The last path segments of the row links of a list, on all pages.
    pub async fn shown(&self, list: &str) -> Vec<String> {
        let (mut next, mut ids) = (Some(list.to_owned()), Vec::new());
        while let Some(path) = next {
            let page = self.get(&path).await;
            let links = page.attributes(ROW_LINKS, "href");
            ids.extend(links.into_iter().map(|link| link.rsplit('/').next().unwrap().to_owned()));
            next = page.attribute(".pager a[rel=next]", "href");
        }
        ids
    }
}
