import Testing

@testable import LaneTerminal

/// What is a key, of what ncurses does not recognise.
@Suite struct EscapeSequencesTests {
    /// The keys of a text of which all is there at once, but for what comes `after` a pause.
    private func keys(_ text: String, after pause: String = "", _ time: Duration = .zero) -> String {
        var sequences = EscapeSequences()
        var now = ContinuousClock.now
        var keys = String.UnicodeScalarView()
        func take(_ text: String) {
            for (index, scalar) in text.unicodeScalars.enumerated() {
                let isLast = index == text.unicodeScalars.count - 1
                let taken = sequences.take(scalar.value, isAlone: isLast, at: now)
                keys += taken.compactMap(Unicode.Scalar.init)
            }
        }
        take(text)
        now += time
        take(pause)
        if sequences.takeEscape() { keys.append("\u{1B}") }
        return String(keys)
    }

    @Test func `text is keys`() {
        #expect(keys("q") == "q")
        #expect(keys("käs漢🚀") == "käs漢🚀")
    }

    @Test func `an escape alone is a key, also before another, and before what is typed later`() {
        #expect(keys("\u{1B}") == "\u{1B}")
        #expect(keys("\u{1B}\u{1B}") == "\u{1B}\u{1B}")
        #expect(keys("\u{1B}", after: "q", .milliseconds(100)) == "\u{1B}q")
    }

    @Test(arguments: [
        "\u{1B}q", "\u{1B}[", "\u{1B}[1;5A", "\u{1B}[?62;22c", "\u{1B}[<64;10;20M", "\u{1B}OP", "\u{1B}[200~",
        "\u{1B}[201~",
        "\u{1B}]11;rgb:0000/0000/0000\u{07}", "\u{1B}]11;rgb:0/0/0\u{1B}\\", "\u{1B}P>|xterm(3)\u{1B}\\",
        "\u{1B}_G;OK\u{9C}", "\u{1B}X\u{18}", "\u{1B}[200~quit\u{1B}[201~",
        "\u{1B}[200~q\u{1B}q\r\n\u{1B}[201~",
    ])
    func `sequences that nothing is bound to are no keys, and what comes after them is`(sequence: String) {
        #expect(keys(sequence) == "", "\(sequence.debugDescription)")
        guard sequence != "\u{1B}[", sequence != "\u{1B}[200~" else { return }
        #expect(keys(sequence + "q") == "q", "\(sequence.debugDescription)")
    }

    @Test func `a sequence that breaks off, or a paste, is forgotten after a moment`() {
        for beginning in ["\u{1B}[", "\u{1B}[1;", "\u{1B}]11;", "\u{1B}P", "\u{1B}[200~pasted"] {
            #expect(keys(beginning, after: "q", .milliseconds(400)) != "q", "\(beginning.debugDescription)")
            #expect(keys(beginning, after: "q", .milliseconds(600)) == "q", "\(beginning.debugDescription)")
        }
    }

    @Test func `a sequence within another begins anew`() { #expect(keys("\u{1B}[1;\u{1B}[5Aq") == "q") }
}
