import CNcurses
import Glibc
import Testing

@testable import LaneCanvas
@testable import LaneTerminal

@Suite struct TextTests {
    /// Runs with the C library's idea of UTF-8, for this thread only.
    private func withUTF8(_ body: () throws -> Void) throws {
        let locale = try #require(newlocale(LC_CTYPE_MASK, "C.UTF-8", nil), "the locale C.UTF-8 is missing")
        let previous = uselocale(locale)
        defer {
            uselocale(previous)
            freelocale(locale)
        }
        try body()
    }

    private func text(_ character: Character, columns: Int) -> [UInt32] {
        let text = CursesText(character, columns: columns, unicode: true)
        return text.scalars.map { UInt32(bitPattern: $0) } + Array(repeating: 0x20, count: text.blanks)
    }

    @Test func `ncurses gets characters that it counts as we do`() throws {
        try withUTF8 {
            #expect(text("a", columns: 1) == [0x61, 0])
            #expect(text("漢", columns: 2) == [0x6F22, 0])
            #expect(text("e\u{301}", columns: 1) == [0x65, 0x301, 0])
            #expect(text("👩‍🚀", columns: 2) == [0x1F469, 0])
            #expect(text("❤️", columns: 1) == [0x2764, 0])
            #expect(text("🇩🇪", columns: 2) == [0x1F1E9, 0, 0x20])
            // Unassigned: the C library cannot know its width.
            #expect(text("\u{3FFF0}", columns: 2) == [0x3F, 0, 0x20])
            #expect(text("a\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}", columns: 1).count == 6)
        }
    }

    @Test func `without Unicode there is ASCII`() {
        #expect(CursesText("é", columns: 1, unicode: false).scalars == [0x3F, 0])
        #expect(CursesText("漢", columns: 2, unicode: false).blanks == 1)
        #expect(CursesText("e\u{301}", columns: 1, unicode: false).scalars == [0x65, 0])
    }

    /// Scalars newer than the C library are passed over. It gives a column to the soft hyphen and to Arabic
    /// number signs; a frame shows the one as an escape and the others as part of the digits they enclose.
    @Test func `widths agree with the C library on every scalar it prints`() throws {
        try withUTF8 {
            var compared = 0
            var different: [String] = []
            for value in 0x20..<0x110000 as Range<UInt32> {
                guard let scalar = Unicode.Scalar(value) else { continue }
                let expected = wcwidth(wchar_t(value))
                guard expected > 0, scalar.properties.generalCategory != .format else { continue }
                compared += 1
                if DisplayWidth.columns(scalar) != Int(expected) {
                    different.append(String(value, radix: 16) + " is \(expected)")
                }
            }
            #expect(compared > 100_000)
            #expect(different == [])
        }
    }

    @Test(arguments: [
        ("\u{1B}[m\u{0F}$<2>", "\u{1B}[m\u{0F}"), ("a$<5*/>b$<1>", "ab"), ("$1 $<", "$1 $<"), ("", ""),
    ])
    func `a capability is sent without its delays`(capability: String, bytes: String) {
        #expect(Terminfo.withoutPadding(Array(capability.utf8)) == Array(bytes.utf8))
    }

    @Test func `errors say what is wrong and what would be right`() {
        #expect(TerminalError.outputIsNotATerminal.description.contains("is not a terminal"))
        #expect(TerminalError.unknownTerm("foo").description.contains("TERM=foo"))
        #expect(TerminalError.unknownTerm("foo").description.contains("try TERM=xterm-256color"))
    }
}
