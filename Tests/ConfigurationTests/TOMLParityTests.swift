import Foundation
import TestSupport
import Testing

@testable import Themes

/// Documents put together at random, read here and by the TOML reader of Python's standard library (from 3.11 on).
@Suite struct TOMLParityTests {
    private static let fragments = [
        "a", "b", "\"k x\"", "'q'", ".", " = ", "=", "1", "0", "-7", "1_000", "0x1F", "01", "1.5", "1e6",
        "1.e3",
        "-inf", "true", "\"s\"", "\"a\\n\\u00e9\"", "\"\\x\"", "'l\\n'", "\"\"\"\nm\n\"\"\"",
        "\"\"\"a\\\n  b\"\"\"", "[", "]",
        "[[", "]]", "{", "}", ",", "\n", "\n", "\r\n", " ", "# c\n", "1979-05-27", "07:32:00",
        "1979-05-27T07:32:00Z",
        "[a]\n", "[a.b]\n", "[[a]]\n", "[c.d]\n", "a = 1\n", "a.b = 2\n", "b = [1, 2]\n",
        "c = { x = 1, y.z = \"t\" }\n",
        "d = [\n 1,\n # c\n 2,\n]\n", "\u{0}", "\u{7F}", "é", "\"\"\"", "\"", "\\",
    ]
    private static let names = ["a", "b", "\"c\"", "'d'"]
    private static let values = [
        "1", "\"x\"", "[1, 2]", "{a=1}", "{a.b=1}", "[{a=1},{b=2}]", "1.5", "[]", "{}",
    ]

    private static func document(_ random: inout SplitMix64) -> String {
        func pick(_ list: [String], _ random: inout SplitMix64) -> String {
            list.randomElement(using: &random) ?? ""
        }
        if Bool.random(using: &random) {
            return (0..<Int.random(in: 1...12, using: &random)).map { _ in pick(fragments, &random) }.joined()
        }
        return (0..<Int.random(in: 1...6, using: &random)).map { _ in
            let key = (0..<Int.random(in: 1...3, using: &random)).map { _ in pick(names, &random) }
                .joined(separator: ".")
            return switch Int.random(in: 0..<6, using: &random) {
            case 0: "[\(key)]"
            case 1: "[[\(key)]]"
            default: "\(key) = \(pick(values, &random))"
            }
        }.joined(separator: "\n")
    }

    private static func shown(_ table: TOMLTable) -> String {
        let entries = table.keys.sorted().map { key in
            "\(hex(key)):\(table[key].map { shown($0.content) } ?? "")"
        }
        return "{\(entries.joined(separator: ","))}"
    }

    private static func shown(_ content: TOMLValue.Content) -> String {
        switch content {
        case .string(let text): hex(text)
        case .integer(let number): "\(number)"
        case .float(let number): "F\(number.isNaN ? 0 : number.bitPattern)"
        case .boolean(let isTrue): isTrue ? "T" : "N"
        case .dateTime: "D"
        case .array(let values): "[\(values.map { shown($0.content) }.joined(separator: ","))]"
        case .tables(let tables): "[\(tables.map(shown).joined(separator: ","))]"
        case .table(let table): shown(table)
        }
    }

    private static func hex(_ text: String) -> String {
        "'" + text.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() + "'"
    }

    /// Reads documents, a line of hexadecimal digits each, and writes what is in them, or that they are none.
    private static let reader = """
        import sys, tomllib, struct, datetime
        def hexed(s): return "'" + s.encode().hex() + "'"
        def show(v):
            if isinstance(v, dict): return "{" + ",".join(hexed(k) + ":" + show(v[k]) for k in sorted(v)) + "}"
            if isinstance(v, list): return "[" + ",".join(map(show, v)) + "]"
            if isinstance(v, bool): return "T" if v else "N"
            if isinstance(v, int): return str(v)
            if isinstance(v, float): return "F" + ("0" if v != v else str(struct.unpack("<Q", struct.pack("<d", v))[0]))
            return hexed(v) if isinstance(v, str) else "D"
        for line in sys.stdin:
            try: print(show(tomllib.loads(bytes.fromhex(line).decode())))
            except (tomllib.TOMLDecodeError, ValueError): print("error")
        """

    private static func python(_ arguments: [String], input: String = "") throws -> String? {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3"] + arguments
        let (from, to) = (Pipe(), Pipe())
        (process.standardInput, process.standardOutput, process.standardError) = (
            to, from, FileHandle.nullDevice
        )
        try process.run()
        let bytes = Data(input.utf8)
        Foundation.Thread.detachNewThread {
            try? to.fileHandleForWriting.write(contentsOf: bytes)
            try? to.fileHandleForWriting.close()
        }
        let output = try from.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return process.terminationStatus == 0 ? String(decoding: output, as: UTF8.self) : nil
    }

    private static let hasReader = (try? python(["-c", "import tomllib"])) != nil

    @Test(.enabled(if: hasReader, "Python before 3.11 reads no TOML"))
    func `a document is what Python reads in it`()
        throws
    {
        var random = SplitMix64(seed: 7)
        let documents = (0..<5_000).map { _ in Self.document(&random) }
        let lines = documents.map { Self.hex($0).filter { $0 != "'" } + "\n" }.joined()
        let output = try #require(try Self.python(["-c", Self.reader], input: lines))
        let answers = output.split(separator: "\n")
        try #require(answers.count == documents.count)
        var readable = 0
        for (document, answer) in zip(documents, answers) {
            let own = (try? TOMLDocument.table(of: document)).map(Self.shown) ?? "error"
            #expect(own == answer, "\(document.debugDescription)")
            if own != "error" { readable += 1 }
        }
        #expect((1_000..<4_500).contains(readable))
    }
}
