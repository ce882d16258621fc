import Foundation
import TestSupport
import Testing

@testable import Themes

/// Reading TOML 1.0.0.
@Suite struct TOMLDocumentTests {
    private func value(_ text: String) throws -> TOMLValue.Content? {
        try TOMLDocument.table(of: "key = \(text)")["key"]?.content
    }

    @Test(arguments: [
        ("42", TOMLValue.Content.integer(42)), ("-17", .integer(-17)), ("1_000", .integer(1000)),
        ("0xDEAD_beef", .integer(0xDEAD_BEEF)), ("0o17", .integer(15)), ("0b101", .integer(5)),
        ("9223372036854775807", .integer(.max)), ("3.14", .float(3.14)), ("-2E-2", .float(-0.02)),
        ("1e1_0", .float(1e10)), ("+inf", .float(.infinity)), ("true", .boolean(true)),
        ("\"a\\t\\u00e9\\\\\"", .string("a\té\\")), ("'C:\\new'", .string("C:\\new")),
        ("\"\"\"\na\nb\"\"\"", .string("a\nb")), ("\"\"\"a \\\n\n   b\"\"\"", .string("a b")),
        ("'''''two'' '''", .string("''two'' ")), ("\"\"\"q\"\"\"\"\"", .string("q\"\"")),
        ("1979-05-27", .dateTime("1979-05-27")), ("07:32:00.999", .dateTime("07:32:00.999")),
        ("1979-05-27 07:32:00-07:00", .dateTime("1979-05-27 07:32:00-07:00")),
    ])
    func `a value is what is written`(_ text: String, _ content: TOMLValue.Content) throws {
        #expect(try value(text) == content)
    }

    @Test(arguments: [
        "", "01", "1__0", "1_", "+", "0x", ".5", "5.", "1.e3", "9223372036854775808", "True", "\"\\q\"",
        "\"\\ud800\"", "\"a\u{7}\"", "\"a\nb\"", "'a\nb'", "1979-05-27T25:00:00", "[1 2]", "[,]",
        "{ a = 1, }",
        "{ a = 1\n}", "1 2",
    ])
    func `what is no value is an error`(_ text: String) {
        #expect(throws: TOMLError.self) { try value(text) }
    }

    @Test func `tables come from headers, dotted keys and braces`() throws {
        let table = try TOMLDocument.table(
            of: """
                a.b = 1
                ['x y'.z]   # a comment
                k = { p.q = [1, [2],
                  # another
                ] }
                [[list]]
                n = 1
                [[list]]
                [list.sub]
                m = 2
                """)
        #expect(table["a"]?.table?["b"]?.int == 1)
        #expect(table["x y"]?.table?["z"]?.table?["k"]?.table?["p"]?.table?["q"]?.array?.count == 2)
        guard case .tables(let list)? = table["list"]?.content else { throw TOMLError(line: 0, expected: "") }
        #expect(list.map { $0["n"]?.int } == [1, nil])
        #expect(list[1]["sub"]?.table?["m"]?.line == 10)
    }

    @Test(arguments: [
        ("[=]", 1), ("\n\t[ \u{1B}", 2), ("[[ .a]]", 1), ("\u{FEFF}[\n", 1), ("a = 1\r\n[\r\n", 2),
        ("locks = [}", 1), ("locks = [\n  # [\n  }", 3), ("a = { b = [1, } }", 1), ("a = \"]\" }", 1),
        ("a = '''\n]\n''' ]", 3), ("a = \"\"\"\n\\\"\"\" \n\"\"\"\n[-]\n[+]", 5), ("a = \"open\n[?]", 1),
        ("a = 1\na = 2", 2), ("[a]\n[a]", 2), ("a.b = 1\n\n[a]", 3), ("[a]\n[[a]]", 2), ("a = 1\n[a.b]", 2),
        ("a = { b = 1 }\na.c = 2", 2), ("# \u{7}", 1),
    ])
    func `an error has its line, and says what was expected`(_ toml: String, _ line: Int) {
        let error = #expect(throws: FileError.self) { try TOMLFile(toml, file: "mine.toml") }
        #expect(error?.line == line, "\(String(describing: error))")
        #expect(error?.message.hasPrefix("expected ") == true)
    }

    @Test(arguments: ["[", "a = [", "a = { b = ", "[a.", "a."])
    func `what nests without end is an error`(_ text: String) {
        #expect(throws: TOMLError.self) { try TOMLDocument.table(of: String(repeating: text, count: 20_000)) }
    }
}
