"""Tests of the rules: each must find the violations made here, and nothing else."""

import pathlib
import tempfile
import unittest

import circles
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
        """The violations are exactly these, each identified by part of its text."""
        found = self.check(rule, files)
        self.assertEqual(len(found), len(expected), found)
        for part in expected:
            self.assertTrue(any(part in violation for violation in found), (part, found))


class Imports(Planted):
    def test_each_way_out_of_a_room_is_found(self):
        for name, line, reason in [
            ("paths.rs", "use crate::server::store::Pool;", "server::store"),
            ("context.rs", "use crate::tr;", "in no room"),
            ("texts.rs", "use super::ui::pages;", "ui::pages"),
            ("api/orders.rs", "fn f() { crate::server::store::orders::all() }", "server::store"),
            ("api/orders.rs", "use crate::server::http::Reply;", "server::http"),
            ("api/orders.rs", "use crate::ui::pages::orders;", "ui::pages"),
            ("ui/pages/orders.rs", "use crate::server::service::orders;", "server::service"),
            ("server/service/orders.rs", "use crate::api::orders;", "api::orders"),
            ("server/service/orders.rs", "use super::super::http::Reply;", "server::http"),
            ("server/store/mod.rs", "use crate::server::{config::Settings, service::Pool};", "server::service::Pool"),
            ("server/store/mod.rs", "use crate::{paths::{orders, pay}, server::{self, service as s}};", "server"),
            ("server/store/mod.rs", "use super::service::Error;", "server::service"),
            ("server/jobs/sync.rs", "use crate::server::http;", "server::http"),
            ("server/middleware/origin.rs", "use crate::server::store;", "server::store"),
            ("paths.rs", "#[cfg(test)]\nmod tests { use crate::ui::pages; }", "ui::pages"),
        ]:
            with self.subTest(name=name, line=line):
                found = self.check(rooms.imports, {f"src/{name}": line})
                self.assertTrue(any(reason in violation for violation in found), found)

    def test_what_is_allowed_is_left_alone(self):
        for name, line in [
            ("texts.rs", "use crate::context::language;"),
            ("api/orders.rs", "use crate::paths; fn f() { crate::server::service::orders::all() }"),
            ("ui/pages/orders.rs", "use crate::{api::orders, paths, tr, ui::components::*};"),
            ("server/service/orders.rs", "use crate::server::{ctx::Ctx, state::Desk, store};"),
            ("server/service/orders.rs", "mod tests { use super::*; mod deep { use super::super::Order; } }"),
            ("server/store/orders.rs", "pub(in crate::server) fn f() {} pub(crate) fn g() {}"),
            ("server/store/orders.rs", "// use crate::server::service;\n/* crate::ui::x */ const A: &str = \"crate::ui::x\";"),
            ("server/store/orders.rs", 'const A: &str = r#"{ " crate::ui::x "#; const B: char = \'"\';'),
            ("server/http.rs", "use crate::{server::service, ui::pages};"),
            ("api/orders.rs", "use super::budgets; use crate::api::session;"),
        ]:
            with self.subTest(name=name, line=line):
                self.assertEqual(self.check(rooms.imports, {f"src/{name}": line}), [])

    def test_after_test_code_the_walls_stand_again(self):
        source = "#[cfg(test)]\nmod tests { fn f() {} }\nuse crate::ui::pages;"
        self.finds(rooms.imports, {"src/server/store/orders.rs": source}, "orders.rs:3:")
        source = "#[cfg(test)]\nmod tests;\nuse crate::ui::pages;"
        self.finds(rooms.imports, {"src/server/store/orders.rs": source}, "orders.rs:3:")

    def test_other_crates_are_the_compilers_business(self):
        self.finds(rooms.imports, {"src/model/Cargo.toml": "", "src/model/money.rs": "use crate::server::store::Pool;"})

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
            ("app.rs", "extern crate sqlx as database;", "sqlx"),
            ("server/service/orders.rs", "use leptos::prelude::*;", "leptos"),
            ("server/service/orders.rs", "use axum::Json;", "axum"),
            ("server/jobs/sync.rs", "use leptos_axum::redirect;", "leptos_axum"),
            ("server/state.rs", "fn f() { simulator::start(options) }", "simulator"),
            ("ui/pages/orders.rs", "use partner::Partner;", "partner"),
            ("server/service/orders.rs", "#[cfg(test)]\nmod tests { }\nuse axum::Router;", "axum"),
        ]:
            with self.subTest(name=name, line=line):
                self.finds(rooms.crates, {f"src/{name}": line}, crate)

    def test_a_crate_at_home_is_left_alone(self):
        for name, line in [
            ("server/store/orders.rs", "use sqlx::Row;"),
            ("cli/demo.rs", "use simulator::Options;"),
            ("server/jobs/sync.rs", "#[cfg(test)]\nmod tests { use simulator::Options; }"),
            ("main.rs", "use sqlx::Row;"),
            ("server/service/orders.rs", "use partner::Partner;\n#[cfg(test)]\nmod tests {\n use axum::Router;\n}"),
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
        self.finds(rooms.environment, {"src/simulator/Cargo.toml": "", "src/simulator/cli.rs": line}, "cli.rs:1:")
        self.finds(rooms.environment, {"src/server/config/mod.rs": line, "src/bundle/main.rs": line})

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
        self.finds(texts.keys, self.book("a-filter-b = B\n", "a-filter-b = B\n", "// texts: *-filter-*"))
        self.finds(texts.keys, self.book(one, one, "// texts: *-filter-*"), "no text is like *-filter-*", "used nowhere")
        self.finds(texts.keys, self.book(one, "", use), "hello is not in locales/zh-CN")
        self.finds(texts.keys, self.book("", one, use), "hello is not in locales/en")
        self.finds(texts.keys, self.book(one + "hello = Hi\n", one, use), "there already")
        self.finds(texts.keys, self.book(one, "hello = { $name }\n", use), "other values")
        self.finds(texts.keys, self.book(one + "Bad line\n", one, use), "neither a text nor a comment")
        self.finds(texts.keys, {"src/app.rs": use}, "locales/ is missing")

    def test_values_that_a_text_needs_are_given(self):
        text = "about = { $action }: { $name }\n"
        whole = 'tr!("about", action = text(a, ", name = ("), name = n)'
        self.finds(texts.keys, self.book(text, text, whole))
        self.finds(texts.keys, self.book(text, text, 'tr!("about", deed = x, name = n)'), "not given: action")
        self.finds(texts.keys, self.book(text, text, 'tr!("about")'), "not given: action, name")
        self.finds(texts.keys, self.book(text, text, 'tr!("about", name = f(action = x), b = c)'), "not given: action")

    def test_computed_keys_count_as_used(self):
        book = "order-status-3 = Paid\norder-status-6 = Unpaid\n"
        self.finds(texts.keys, self.book(book, book), "order-status-3", "order-status-6")
        self.finds(texts.keys, self.book(book, book, "// texts: order-status-\n// texts: in both languages\nfn f() {}"))
        listed = {"locales/computed.txt": "# statuses\norder-status-\n"}
        self.finds(texts.keys, self.book(book, book, **listed))
        listed = {"locales/computed.txt": "order-status-\nstale-\n"}
        self.finds(texts.keys, self.book(book, book, **listed), "computed.txt:2: no text begins with stale-")


class Circles(Planted):
    """A crate with four modules; each test writes their imports."""

    ROOT = "mod a; mod b; pub mod c;"

    def circles_in(self, **sources):
        names = {"root": "lib.rs", "c": "c/mod.rs", "child": "c/child.rs", "made": "c/made/mod.rs"}
        files = {"src/one/Cargo.toml": '[package]\nname = "one"\n[lib]\npath = "lib.rs"\n'}
        for name, text in ({"root": self.ROOT, "a": "", "b": "", "c": ""} | sources).items():
            files[f"src/one/{names.get(name, name + '.rs')}"] = text

        def found(root):
            for circle in circles.circles(root, "src/one"):
                yield " ".join(str(file.relative_to(root / "src/one")) for file in circles.files_of(circle))

        return self.check(found, files)

    def test_each_way_to_tie_a_circle_is_found(self):
        for one, other in [
            ("use crate::b::B;", "use super::a::A;"),
            ("use crate::{b::{self, B}};", "fn f() -> crate::a::A {}"),
            ("use crate::b;\nfn f() { b::f() }", "pub use crate::a::A as Other;"),
            ("use crate::b::*;", "mod deep { use super::super::a::A; }"),
            ("fn f() { let x = super::b::f::<u8>(); }", "impl crate::a::A for u8 {}"),
            ("use crate::b as bee; fn f() { bee::f() }", "use crate::a; fn f() {}"),
            ("use crate::*; fn f() { b::f() }", "use crate::a::A;"),
            ("#[cfg(test)]\nmod tests { fn f() {} }\nuse crate::b::B;", "use crate::a::A;"),
            ("#[cfg(test)]\nuse crate::c::{C, D};\nuse crate::b::B;", "use crate::a::A;"),
            ("#[cfg(not(test))]\nuse crate::b::B;", "use crate::a::A;"),
            ("macro_rules! m { () => { $crate::b::f() } }", "use crate::a::m;"),
        ]:
            with self.subTest(one=one, other=other):
                self.assertEqual(self.circles_in(a=one, b=other), ["a.rs b.rs"])

    def test_what_ties_no_circle_is_left_alone(self):
        for one in [
            "use crate::b::B; pub(in crate::b) fn f() {}",
            "// crate::b::B\nconst B: &str = \"use crate::b::B;\";",
            "#[cfg(test)]\nmod tests { use crate::b::B; }",
            "#[cfg(test)]\nuse crate::b::{B, C};",
            "use std::collections::b::B; fn f() { http::b::f(); other.b::<u8>() }",
        ]:
            with self.subTest(one=one):
                other = "use crate::b;" if one.startswith("use crate") else "use crate::a::A;"
                self.assertEqual(self.circles_in(a=one, b=other), [])

    def test_a_parent_that_only_declares_is_in_no_circle(self):
        child = "use super::C; use crate::c::made::Made;"
        self.assertEqual(self.circles_in(c="mod child; mod made; pub struct C;", child=child, made=""), [])
        self.assertEqual(
            self.circles_in(c="mod child; mod made; pub struct C; fn f() { child::f() }", child=child, made=""),
            ["c/child.rs c/mod.rs"],
        )

    def test_what_is_only_passed_on_comes_from_where_it_is_defined(self):
        both = {"c": "mod child; mod made; pub use child::Child; pub use made::*;", "made": "pub struct Made;"}
        self.assertEqual(self.circles_in(**both, child="use super::Made; pub struct Child;"), [])
        self.assertEqual(
            self.circles_in(**both | {"made": "use super::Child; pub struct Made;"}, child="use crate::c::Made; pub struct Child;"),
            ["c/child.rs c/made/mod.rs"],
        )
        exported = "#[macro_export]\nmacro_rules! say { () => {} }\nuse crate::b::B;"
        self.assertEqual(self.circles_in(a=exported, b="fn f() { crate::say!() } use crate::say;"), ["a.rs b.rs"])

    def test_files_in_test_modules_and_other_roots_are_not_read(self):
        self.assertEqual(self.circles_in(root="mod a; #[cfg(test)] mod b;", a="use crate::b::B;", b="use crate::a::A;"), [])

    def test_imports_that_do_not_lead_down_are_found(self):
        files = {
            "src/one/Cargo.toml": '[package]\nname = "one"\n[lib]\npath = "lib.rs"\n',
            "src/one/lib.rs": "mod low; mod left; mod right; use crate::right::R;",
            "src/one/low/mod.rs": "mod deep; use crate::left::L;",
            "src/one/low/deep.rs": "use super::Low;",
            "src/one/left/mod.rs": "use crate::low::Low; use crate::Root;",
            "src/one/right/mod.rs": "use crate::{left::L, low::Low};",
        }
        floors = {"low": 0, "left": 1, "right": 1}
        self.finds(
            lambda root: circles.upward(root, "src/one", floors),
            files, "low may not import L from left", "left may not import Root", "right may not import L from left",
        )

    def test_a_few_arrows_open_a_circle(self):
        tied = {("a", "b"), ("b", "c"), ("c", "a"), ("a", "c")}
        self.assertEqual([sorted(knot) for knot in circles.knots(tied)], [["a", "b", "c"]])
        self.assertEqual(circles.knots(tied - circles.back(tied)), [])


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
