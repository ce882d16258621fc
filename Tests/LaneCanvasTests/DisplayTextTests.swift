import LaneCanvas
import Testing

@Suite struct DisplayTextTests {
    @Test(arguments: [
        ("a", 1), ("é", 1), ("e\u{301}", 1), ("━", 1), ("█", 1), ("漢", 2), ("한", 2),
        ("\u{1112}\u{1161}\u{11AB}", 2),
        ("🧵", 2), ("👍🏽", 2), ("👩‍🚀", 2), ("🇩🇪", 2), ("✖", 1), ("■", 1), ("Ｗ", 2), ("…", 1),
    ])
    func `a character is as wide as a terminal draws it`(character: String, columns: Int) {
        #expect(DisplayText.width(of: character) == columns)
        #expect(DisplayText.width(of: Character(character)) == columns)
    }

    @Test(arguments: [
        ("plain ▸ text", "plain ▸ text"),
        ("a\nb\tc\rd", "a\\nb\\tc\\rd"),
        ("\r\n", "\\r\\n"),
        ("\u{1B}[2J", "\\u{1B}[2J"),
        ("\u{7F}\u{85}\u{9B}", "\\u{7F}\\u{85}\\u{9B}"),
        ("\u{202E}abc\u{202C}", "\\u{202E}abc\\u{202C}"),
        ("a\u{2067}\u{2069}\u{200E}\u{200F}", "a\\u{2067}\\u{2069}\\u{200E}\\u{200F}"),
        ("a\u{200B}b\u{FEFF}", "a\\u{200B}b\\u{FEFF}"),
        ("\u{2028}\u{2029}", "\\u{2028}\\u{2029}"),
        ("\u{301}a", "\\u{301}a"),
        ("e\u{301} 👩‍🚀", "e\u{301} 👩‍🚀"),
        ("C:\\temp", "C:\\temp"),
    ])
    func `what would not show as itself shows as an escape`(text: String, expected: String) {
        #expect(DisplayText.escaped(text) == expected)
        #expect(DisplayText.escaped(expected) == expected)
        #expect(DisplayText.width(of: text) == DisplayText.width(of: expected))
    }

    @Test func `truncated text fits, and says that it was cut`() {
        #expect(DisplayText.truncated("worker", to: 6) == "worker")
        #expect(DisplayText.truncated("worker", to: 5) == "work…")
        #expect(DisplayText.truncated("worker", to: 1) == "…")
        #expect(DisplayText.truncated("worker", to: 0) == "")
        #expect(DisplayText.truncated("worker", to: -1) == "")
        #expect(DisplayText.truncated("漢字漢字", to: 4) == "漢…")
        #expect(DisplayText.truncated("worker", to: 4, ellipsis: "...") == "w...")
        #expect(DisplayText.truncated("worker", to: 2, ellipsis: "...") == "..")
        #expect(DisplayText.truncated("a\nb", to: 3) == "a\\…")
    }

    @Test func `lines are broken at spaces, and no word is cut`() {
        #expect(DisplayText.lines("who waits for whom", of: 9) == ["who waits", "for whom"])
        #expect(DisplayText.lines("who waits for whom", of: 8) == ["who", "waits", "for whom"])
        #expect(DisplayText.lines("a whatsoever b", of: 4) == ["a", "whatsoever", "b"])
        #expect(DisplayText.lines("漢字 漢字", of: 8) == ["漢字", "漢字"])
        #expect(DisplayText.lines("a\nb c", of: 4) == ["a\\nb", "c"])
        #expect(DisplayText.lines("", of: 4) == [])
        #expect(DisplayText.lines("a b", of: 0) == ["a", "b"])
    }

    @Test func `padded text is exactly as wide as asked`() {
        #expect(DisplayText.padded("ab", to: 4) == "ab  ")
        #expect(DisplayText.padded("ab", to: 4, alignment: .right) == "  ab")
        #expect(DisplayText.padded("漢字漢", to: 4) == "漢… ")
        #expect(DisplayText.padded("abcdef", to: 4, alignment: .right) == "abc…")
    }
}
