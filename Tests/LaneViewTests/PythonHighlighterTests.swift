import Testing

@testable import LaneView

/// What the spans of Python source are.
@Suite struct PythonHighlighterTests {
    private func words(_ lines: String...) -> [String] {
        var highlighter = PythonHighlighter()
        return lines.flatMap { highlighter.spans(of: $0) }.map { "\($0.role):\($0.text)" }
    }

    @Test(arguments: [
        ("with lock: # no", ["keyword:with", "code: lock: ", "comment:# no"]),
        ("x = f'a{b}' + 'c'", ["code:x = ", "string:f'a{b}'", "code: + ", "string:'c'"]),
        (#"s = "a\"b" "#, ["code:s = ", #"string:"a\"b""#, "code: "]),
        ("@property", ["keyword:@property"]),
        (
            "return Thread(0x1F)",
            ["keyword:return", "code: ", "type:Thread", "code:(", "number:0x1F", "code:)"]
        ),
        ("buffer = rb''", ["code:buffer = ", "string:rb''"]),
        ("it's", ["code:it", "string:'s"]),
    ]) func `a line`(line: String, expected: [String]) { #expect(words(line) == expected) }

    @Test func `a string between triple quotes goes on over lines`() {
        #expect(
            words("'''one", "two # not a comment", "end''' + x")
                == ["string:'''one", "string:two # not a comment", "string:end'''", "code: + x"])
    }

    @Test func `together they are the line`() {
        for line in ["", "  \t", "def f(x): return f\"{x!r}\"", "'open", "\\", "ünï = 'ö'"] {
            var highlighter = PythonHighlighter()
            #expect(highlighter.spans(of: line).map(\.text).joined() == line)
        }
    }
}
