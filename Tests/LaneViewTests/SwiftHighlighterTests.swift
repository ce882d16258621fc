import Testing

@testable import LaneView

@Suite struct SwiftHighlighterTests {
    /// Each line as its spans, with a letter for the role: k keyword, t type, s string, n number, c comment.
    private func marks(_ lines: String...) -> [String] {
        var highlighter = SwiftHighlighter()
        return lines.map { line in
            let spans = highlighter.spans(of: line)
            #expect(spans.map(\.text).joined() == line)
            return spans.map { span in
                let letter = span.role == .code ? "" : span.role.rawValue.prefix(1) + ":"
                return "[\(letter)\(span.text)]"
            }.joined()
        }
    }

    @Test func `keywords, types, numbers and the rest are told apart`() {
        #expect(
            marks("let count: Int = 0x1F + cases2") == ["[k:let][ count: ][t:Int][ = ][n:0x1F][ + cases2]"])
        #expect(marks("@Sendable func f()") == ["[k:@Sendable][ ][k:func][ f()]"])
        #expect(marks("") == [""])
    }

    @Test func `a string goes to its closing quote, escaped ones do not close it`() {
        #expect(marks(#"print("a \"b\" let") // "c""#) == [#"[print(][s:"a \"b\" let"][) ][c:// "c"]"#])
        #expect(marks(#"x = "open"#, "let") == [#"[x = ][s:"open]"#, "[k:let]"])
    }

    @Test func `a string between triple quotes goes on from line to line`() {
        #expect(
            marks(#"let text = """"#, "  let it be", #"  """ + end"#)
                == [#"[k:let][ text = ][s:"""]"#, "[s:  let it be]", #"[s:  """][ + end]"#])
    }

    @Test func `comments between stars nest and go on from line to line`() {
        #expect(
            marks("a /* b /* c */ let", "d */ let */ e", "f")
                == ["[a ][c:/* b /* c */ let]", "[c:d */][ ][k:let][ */ e]", "[f]"])
    }

    @Test func `the end of a line inside an escape does no harm`() {
        #expect(marks(#""\"#, #""""\"#, "x") == [#"[s:"\]"#, #"[s:"""\]"#, "[s:x]"])
    }
}
