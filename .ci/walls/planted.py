"""Every rule has to find what is planted here, and to be silent where nothing is."""

import pathlib
import tempfile
import unittest

import markup
import rooms
import rust
import sizes
import texts
import tree


class Planted(unittest.TestCase):
    """A repository in a temporary folder, made of the files that a test names."""

    def check(self, rule, files):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            for name, text in files.items():
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(text, encoding="utf-8")
            return list(rule(root))

    def finds(self, rule, files, *expected):
        """The violations are exactly these, each known by a part of its text."""
        found = self.check(rule, files)
        self.assertEqual(len(found), len(expected), found)
        for part in expected:
            self.assertTrue(any(part in violation for violation in found), (part, found))


class Imports(Planted):
    def test_each_way_out_of_a_room_is_found(self):
        for name, line, reason in [
            ("model/money.rs", "use crate::server::store::Pool;", "server::store"),
            ("model/money.rs", "use crate::tr;", "in no room"),
            ("model/money.rs", "use super::super::ui::paths;", "ui::paths"),
            ("api/orders.rs", "fn f() { crate::server::store::orders::all() }", "server::store"),
            ("api/orders.rs", "use crate::simulator::Tenant;", "simulator"),
            ("api/orders.rs", "use crate::ui::pages::orders;", "ui::pages"),
            ("ui/pages/orders.rs", "use crate::server::service::orders;", "server::service"),
            ("server/service/orders.rs", "use crate::api::orders;", "api::orders"),
            ("server/service/orders.rs", "use super::super::http::Reply;", "server::http"),
            ("server/partner/client.rs", "use crate::server::{clock::Clock, store::Pool};", "server::store::Pool"),
            ("server/partner/client.rs", "use crate::{model::{ids::Id, money}, server::{self, service as s}};", "server"),
            ("server/store/mod.rs", "use super::partner::Client;", "server::partner"),
            ("server/jobs/sync.rs", "use crate::server::partner;", "server::partner"),
            ("simulator/pay.rs", "use crate::model::money::Money;", "model::money"),
            ("simulator/mod.rs", "use super::server::clock;", "server::clock"),
            ("simulator/pay.rs", "#[cfg(test)]\nmod tests { use crate::model::ids; }", "model::ids"),
        ]:
            with self.subTest(name=name, line=line):
                found = self.check(rooms.imports, {f"src/{name}": line})
                self.assertTrue(any(reason in violation for violation in found), found)

    def test_what_is_allowed_is_left_alone(self):
        for name, line in [
            ("model/page.rs", "use super::ids::Id; use crate::model::money::Money;"),
            ("api/orders.rs", "use crate::model::ids; fn f() { crate::server::service::orders::all() }"),
            ("ui/pages/orders.rs", "use crate::{api::orders, tr, ui::{components::*, paths}};"),
            ("server/service/orders.rs", "use crate::server::{ctx::Ctx, partner::orders, store};"),
            ("server/service/orders.rs", "mod tests { use super::*; mod deep { use super::super::Order; } }"),
            ("server/store/orders.rs", "pub(in crate::server) fn f() {} pub(crate) fn g() {}"),
            ("server/store/orders.rs", "// use crate::server::partner;\n/* crate::ui::x */ const A: &str = \"crate::ui::x\";"),
            ("server/store/orders.rs", 'const A: &str = r#"{ " crate::ui::x "#; const B: char = \'"\';'),
            ("server/partner/client.rs", "#[cfg(test)]\nmod tests { use crate::simulator::Tenant; }"),
            ("server/http.rs", "use crate::{server::service, ui::paths};"),
            ("simulator/pay.rs", "use super::orders; use crate::simulator::clock;"),
        ]:
            with self.subTest(name=name, line=line):
                self.assertEqual(self.check(rooms.imports, {f"src/{name}": line}), [])

    def test_after_test_code_the_walls_stand_again(self):
        source = "#[cfg(test)]\nmod tests { fn f() {} }\nuse crate::simulator::Tenant;"
        self.finds(rooms.imports, {"src/server/partner/client.rs": source}, "client.rs:3:")
        source = "#[cfg(test)]\nmod tests;\nuse crate::simulator::Tenant;"
        self.finds(rooms.imports, {"src/server/partner/client.rs": source}, "client.rs:3:")

    def test_groups_are_taken_apart(self):
        paths = rust.crate_paths("use crate::{a::{b, c::*}, d as e, f::{self, g}};", ("x",))
        self.assertEqual(
            [path.names for path in paths],
            [("a", "b"), ("a", "c", "*"), ("d",), ("f",), ("f", "g")],
        )


class Crates(Planted):
    def test_a_crate_outside_its_room_is_found(self):
        for name, line, crate in [
            ("server/service/orders.rs", "use sqlx::Row;", "sqlx"),
            ("server/http.rs", "fn f(p: &::sqlx::SqlitePool) {}", "sqlx"),
            ("server/store/orders.rs", "use reqwest::Client;", "reqwest"),
            ("main.rs", "use reqwest;", "reqwest"),
            ("app.rs", "extern crate reqwest as web;", "reqwest"),
            ("server/service/orders.rs", "use leptos::prelude::*;", "leptos"),
            ("server/service/orders.rs", "use axum::Json;", "axum"),
            ("simulator/http.rs", "use leptos_axum::redirect;", "leptos_axum"),
            ("model/ids.rs", "use rand::Rng;", "rand"),
            ("server/partner/client.rs", "#[cfg(test)]\nmod tests { }\nuse axum::Router;", "axum"),
        ]:
            with self.subTest(name=name, line=line):
                self.finds(rooms.crates, {f"src/{name}": line}, crate)

    def test_a_crate_at_home_is_left_alone(self):
        for name, line in [
            ("server/store/orders.rs", "use sqlx::Row;"),
            ("simulator/state.rs", "use sqlx::Row; use axum::Router;"),
            ("main.rs", "use sqlx::Row;"),
            ("server/partner/client.rs", "use reqwest::Client;\n#[cfg(test)]\nmod tests {\n use axum::Router;\n}"),
            ("server/service/orders.rs", "// sqlx::query\nuse crate::server::store; // not axum::Json"),
            ("ui/pages/home.rs", "use leptos::prelude::*;"),
        ]:
            with self.subTest(name=name, line=line):
                self.assertEqual(self.check(rooms.crates, {f"src/{name}": line}), [])


class Views(Planted):
    def test_a_clock_or_a_random_id_in_a_view_is_found(self):
        for line in ["let t = Timestamp::now();", "js_sys::Date::now()", "let id: u8 = rand::random();"]:
            with self.subTest(line=line):
                self.finds(rooms.clocks, {"src/ui/components/date.rs": line}, "date.rs:1:")
        self.finds(rooms.clocks, {"src/ui/islands/live.rs": "js_sys::Date::now()", "src/server/clock.rs": "Instant::now()"})

    def test_environment_read_elsewhere_is_found(self):
        line = 'let key = std::env::var("PARTNERDESK_SK");'
        self.finds(rooms.environment, {"src/server/partner/sign.rs": line}, "sign.rs:1:")
        self.finds(rooms.environment, {"src/server/config.rs": line, "src/bin/bundle/main.rs": line})

    def test_a_sentence_in_an_island_is_found(self):
        line = 'view! { <p>{tr!("hello")}</p> }'
        self.finds(texts.islands, {"src/ui/islands/search.rs": line}, "search.rs:1:")
        self.finds(texts.islands, {"src/ui/pages/search.rs": line, "src/ui/islands/a.rs": "// tr!(…) stays out"})


class Markup(Planted):
    def test_a_place_that_nothing_escapes_is_found(self):
        for line in [
            "use leptos_meta::Title;",
            "use leptos_meta::{\n    MetaTags, Title,\n};",
            "use leptos_meta::*;",
            "view! { <leptos_meta::Title text=name /> }",
            "use leptos_meta::{Script, provide_meta_context};",
            "view! { <textarea name=name>{typed}</textarea> }",
            "view! { <script>{words}</script> }",
            "view! { <noscript>{words}</noscript> }",
            "view! { <style>{words}</style> }",
            "view! { <p inner_html=words></p> }",
            "view! { <p></p> }.inner_html(words)",
            "part.set_inner_html(&words);",
        ]:
            with self.subTest(line=line):
                self.finds(markup.raw, {"src/ui/pages/orders.rs": line}, "orders.rs:1:")

    def test_what_is_escaped_is_left_alone(self):
        for name, line in [
            ("ui/components/page_head.rs", "use leptos_meta::Title;"),
            ("ui/components/field.rs", "view! { <textarea>{escaped(&typed)}</textarea> }"),
            ("app.rs", "use leptos_meta::{MetaTags, provide_meta_context}; view! { <script>{AHEAD}</script> }"),
            ("ui/islands/live.rs", "if newer.inner_html() != shown.inner_html() {}"),
            ("ui/pages/orders.rs", 'view! { <PageHead title=name /> } // <script>\nconst A: &str = "<script>";'),
        ]:
            with self.subTest(name=name, line=line):
                self.finds(markup.raw, {f"src/{name}": line})


class Texts(Planted):
    def book(self, english, chinese, source="", **more):
        files = {"locales/en/a.ftl": english, "locales/zh-CN/a.ftl": chinese, "src/ui/page.rs": source}
        return files | more

    def test_texts_that_fit_are_left_alone(self):
        english = "# Orders\nhello = Hello, { $name }!\nrows = { $n ->\n    [one] one row\n   *[other] { $n } rows\n}\n-brand = Desk\ntitle = { -brand }\n"
        chinese = "hello = 你好，{ $name }！\nrows = { $n } 行\n-brand = 台\ntitle = { -brand }\n"
        source = 'tr!("hello", name = n); tr!(\n  "rows", n = 2); tr!("title.label")'
        self.finds(texts.keys, self.book(english, chinese, source))

    def test_each_mistake_is_found(self):
        one = "hello = Hello\n"
        use = 'tr!("hello")'
        self.finds(texts.keys, self.book(one, one, use + ' tr!("gone")'), "page.rs:1: no text has the key gone")
        self.finds(texts.keys, self.book(one, one, "// tr!(\"hello\")"), "hello is used nowhere")
        self.finds(texts.keys, self.book(one, one, use + ' tr_key("gone")'), "the key gone")
        self.finds(texts.keys, self.book(one, one, use + ' in_language(self.language, "gone", [])'), "the key gone")
        in_test = f"#[cfg(all(test, feature = \"ssr\"))]\nmod tests {{\n{use}; tr!(\"gone\");\n}}\n"
        self.finds(texts.keys, self.book(one, one, in_test), "hello is used nowhere")
        self.finds(texts.keys, self.book(one, one, in_test + 'refuse(403, "hello")'))
        self.finds(texts.keys, self.book(one, "", use), "hello is not in locales/zh-CN")
        self.finds(texts.keys, self.book("", one, use), "hello is not in locales/en")
        self.finds(texts.keys, self.book(one + "hello = Hi\n", one, use), "there already")
        self.finds(texts.keys, self.book(one, "hello = { $name }\n", use), "other values")
        self.finds(texts.keys, self.book(one + "Bad line\n", one, use), "neither a text nor a comment")
        self.finds(texts.keys, {"src/app.rs": use}, "locales/ is missing")

    def test_computed_keys_count_as_used(self):
        book = "order-status-3 = Paid\norder-status-6 = Unpaid\n"
        self.finds(texts.keys, self.book(book, book), "order-status-3", "order-status-6")
        self.finds(texts.keys, self.book(book, book, "// texts: order-status-\n// texts: in both languages\nfn f() {}"))
        listed = {"locales/computed.txt": "# statuses\norder-status-\n"}
        self.finds(texts.keys, self.book(book, book, **listed))
        listed = {"locales/computed.txt": "order-status-\nstale-\n"}
        self.finds(texts.keys, self.book(book, book, **listed), "computed.txt:2: no text begins with stale-")


class Sizes(Planted):
    def test_long_files_are_found(self):
        line = "// one\n"
        files = {"src/a.rs": line * 401, "src/b.rs": line * 400, "src/c.rs": line * 300, "end2end/node_modules/x.js": line * 900}
        self.finds(sizes.files, files, "src/a.rs: 401")
        self.finds(sizes.warnings, files, "src/b.rs: 400")


class Tree(unittest.TestCase):
    def test_a_server_crate_in_the_browser_is_found(self):
        listing = "partnerdesk v0.1.0\nleptos v0.8.23\ntokio v1.54.1 (*)\ntokio-macros v2.7.2\n"
        self.assertEqual(tree.forbidden(listing), ["tokio is compiled for the browser"])
        self.assertEqual(tree.forbidden("leptos v0.8.23\nany_spawner v0.3.0\n"), [])
