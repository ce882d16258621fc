import LaneCanvas
import Testing

@testable import LaneTerminal

/// What is a key, of what a terminal sends, and what is not.
@Suite struct InputDecoderTests {
    static let escape = "\u{1B}"

    /// Inputs of a text that comes byte by byte, with a pause after each, and of what comes to an end afterwards.
    static func inputs(
        _ text: String, gap: Duration = .zero, escapeDelay: Duration = InputDecoder.defaultEscapeDelay,
        rest: Duration = .seconds(1)
    ) -> [Input] {
        var now = ContinuousClock.now
        var decoder = InputDecoder(escapeDelay: escapeDelay, at: now)
        var inputs: [Input] = []
        for byte in text.utf8 {
            inputs += decoder.take([byte], at: now)
            now += gap
            inputs += decoder.expire(at: now)
        }
        return inputs + decoder.expire(at: now + rest)
    }

    static func keys(_ characters: String) -> [Input] { characters.map { .key(.character($0)) } }

    /// Everything that nothing is bound to, by family.
    static let foreign: [(family: String, sequence: String)] = [
        ("CSI", "[?62;22c"), ("CSI", "[?2004;1$y"), ("CSI", "[5;10R"), ("CSI", "[1;1R"), ("CSI", "[3u"),
        ("CSI", "[;;u"), ("CSI", "[I"), ("CSI", "[O"),
        ("CSI", "[1;5A"),
        ("CSI", "[1;3D"), ("CSI", "[1;1:3A"), ("CSI", "[48;24;80;480;640t"), ("CSI", "[2;5~"),
        ("CSI", "[201~"), ("CSI u", "[13;5u"), ("CSI u", "[113;3u"), ("CSI u", "[113;1:3u"),
        ("CSI u", "[57441u"),
        ("CSI u", "[97;9;97u"), ("CSI u", "[99999999999;1u"), ("CSI u", "[55296u"),
        ("modifyOtherKeys", "[27;5;13~"), ("modifyOtherKeys", "[27;3;113~"), ("mouse", "[<64;0;0M"),
        ("mouse", "[<2;4;4M"), ("mouse", "[<0;4;4m"), ("mouse", "[<35;4;4M"), ("mouse", "[<;;M"),
        ("old mouse", "[M#qq"), ("Linux", "[[X"), ("SS3", "Oz"), ("SS3", "O2q"),
        ("OSC", "]11;rgb:0000/0000/0000\u{07}"), ("OSC", "]11;rgb:0/0/0\u{1B}\\"),
        ("OSC", "]52;c;cXE=\u{1B}\\"),
        ("DCS", "P>|xterm(3)\u{1B}\\"), ("DCS", "P1$r0 q\u{1B}\\"), ("DCS", "P1+r544e=787\u{1B}\\"),
        ("APC", "_G;OK\u{9C}"), ("SOS", "Xq\u{18}"), ("PM", "^qq\u{1B}\\"),
    ].map { ($0.0, escape + $0.1) }

    static let alt = ["q", "Q", " ", "\r", "\u{7F}", "é", "漢", "🧵"].map {
        escape + $0
    }

    static let gaps = [0, 20, 60, 90, 150, 190].map(Duration.milliseconds)

    @Test(arguments: foreign.indices, gaps)
    func `sequences that nothing is bound to are no keys at any pace, and what comes after them is`(
        _ index: Int, _ gap: Duration
    ) {
        let (family, sequence) = Self.foreign[index]
        let late: [Input] = gap < InputDecoder.defaultEscapeDelay ? [] : [.key(.escape)]
        let name = "\(family): \(sequence.debugDescription)"
        #expect(Self.inputs(sequence, gap: gap) == late, "\(name)")
        #expect(Self.inputs(sequence + "q", gap: gap) == late + Self.keys("q"), "\(name)")
    }

    @Test(arguments: alt, gaps)
    func `keys with Alt are no keys, unless they come so late that Escape was meant`(
        _ sequence: String, _ gap: Duration
    ) {
        let inputs = Self.inputs(sequence + "x", gap: gap)
        if gap < InputDecoder.defaultEscapeDelay {
            #expect(inputs == Self.keys("x"), "\(sequence.debugDescription)")
        } else {
            #expect(inputs.first == .key(.escape), "\(sequence.debugDescription)")
        }
        #expect(inputs.last == Self.keys("x").last)
    }

    static let bound: [(String, Key)] = [
        ("[A", .up), ("OB", .down), ("[1~", .home), ("OF", .end), ("[5~", .pageUp), ("[6~", .pageDown),
        ("[3~", .delete), ("[Z", .backTab), ("OP", .function(1)), ("[[E", .function(5)),
        ("[11~", .function(1)),
        ("[21~", .function(10)), ("[1;2A", .up), ("[3;2~", .delete), ("[1;129B", .down), ("OM", .enter),
        ("[97;5u", .control("a")), ("Ok", .character("+")), ("Om", .character("-")), ("Oq", .character("1")),
        ("[113u", .character("q")),
        ("[113;1u", .character("q")), ("[113;1:2u", .character("q")), ("[113;2u", .character("Q")),
        ("[47:63;2u", .character("?")), ("[228u", .character("ä")), ("[100;5u", .control("d")),
        ("[27u", .escape),
        ("[27;1;27~", .escape), ("[13u", .enter), ("[9u", .tab), ("[9;2u", .backTab), ("[127u", .backspace),
        ("[57413u", .character("+")), ("[57412u", .character("-")), ("[57414u", .enter), ("[57419u", .up),
        ("[27;2;63~", .character("?")), ("[49;3u", .alt("1")), ("[27;3;52~", .alt("4")),
    ]

    @Test(arguments: bound.indices, gaps)
    func `a sequence that is a key is this key, also split`(_ index: Int, _ gap: Duration) {
        let (sequence, key) = Self.bound[index]
        let late: [Input] = gap < InputDecoder.defaultEscapeDelay ? [] : [.key(.escape)]
        #expect(Self.inputs(Self.escape + sequence, gap: gap) == late + [.key(key)], "\(sequence)")
        #expect(
            Self.inputs(Self.escape + sequence, gap: gap, escapeDelay: .milliseconds(800)) == [.key(key)],
            "\(sequence)")
    }

    @Test func `Alt with a digit is a key where they come together, and otherwise Escape and the digit`() {
        #expect(Self.inputs("\u{1B}3q") == [.key(.alt("3"))] + Self.keys("q"))
        #expect(Self.inputs("\u{1B}3", gap: .milliseconds(150)) == [.key(.escape)] + Self.keys("3"))
        #expect(Self.inputs("\u{1B}[113;3uq") == Self.keys("q"))
    }

    @Test func `text is keys`() {
        #expect(Self.inputs("q") == Self.keys("q"))
        #expect(Self.inputs("käs漢🚀") == Self.keys("käs漢🚀"))
        #expect(Self.inputs("\u{04}\t") == [.key(.control("d")), .key(.tab)])
    }

    @Test func `bytes that are no character are no key, and what follows them is`() {
        var decoder = InputDecoder()
        let now = ContinuousClock.now
        for bytes: [UInt8] in [[0xFF], [0x80], [0xC3], [0xE6, 0xBC], [0xF0, 0x9F, 0x61], [0xC0, 0x80]] {
            let inputs = decoder.take(bytes + [0x71], at: now)
            #expect(inputs.last == .key(.character("q")), "\(bytes)")
            #expect(inputs.count <= 2)
        }
    }

    @Test
    func `an escape alone is a key after its delay, also before another, and before what is typed later`() {
        let now = ContinuousClock.now
        var decoder = InputDecoder(escapeDelay: .milliseconds(30), at: now)
        #expect(decoder.deadline == nil)
        #expect(decoder.take([0x1B], at: now) == [])
        #expect(decoder.deadline == now + .milliseconds(30))
        #expect(decoder.expire(at: now + .milliseconds(29)) == [])
        #expect(decoder.expire(at: now + .milliseconds(30)) == [.key(.escape)])
        #expect(Self.inputs("\u{1B}\u{1B}") == [.key(.escape), .key(.escape)])
        #expect(Self.inputs("\u{1B}q", gap: .milliseconds(110)) == [.key(.escape)] + Self.keys("q"))
    }

    @Test func `two escapes are Alt with a key where they come together, and otherwise Escape and this key`()
    {
        for sequence in ["\u{1B}\u{1B}[A", "\u{1B}\u{1B}OA"] {
            #expect(Self.inputs(sequence + "x") == Self.keys("x"))
            #expect(Self.inputs(sequence, gap: .milliseconds(20)) == [.key(.escape), .key(.up)])
        }
    }

    @Test func `what begins a sequence soon after an escape, and does not go on, was typed`() {
        for typed in ["[", "]", "O", "P"] {
            #expect(
                Self.inputs("\u{1B}" + typed, gap: .milliseconds(150)) == [.key(.escape)] + Self.keys(typed))
        }
        #expect(Self.inputs("\u{1B}[", gap: .milliseconds(20)) == [])
    }

    @Test(arguments: [
        "\u{1B}[", "\u{1B}[1;", "\u{1B}]11;", "\u{1B}P", "\u{1B}[M!", "\u{1B}[200~pasted",
    ])
    func `a sequence that breaks off, or a paste, is forgotten after a moment`(beginning: String) {
        let now = ContinuousClock.now
        for (pause, isOver) in [(400, false), (600, true)] {
            var decoder = InputDecoder(at: now)
            #expect(decoder.take(beginning.utf8, at: now) == [])
            let inputs = decoder.take("q".utf8, at: now + .milliseconds(pause))
            #expect(inputs == (isOver ? Self.keys("q") : []), "\(beginning.debugDescription)")
        }
    }

    @Test func `a sequence within another begins anew`() {
        #expect(Self.inputs("\u{1B}[1;\u{1B}[5Aq") == Self.keys("q"))
        #expect(Self.inputs("\u{1B}]11;\u{1B}[Aq") == [.key(.up)] + Self.keys("q"))
    }

    @Test(arguments: gaps) func `what is pasted is text, whatever it looks like`(_ gap: Duration) {
        let late: [Input] = gap < InputDecoder.defaultEscapeDelay ? [] : [.key(.escape)]
        for text in ["", "quit", "q\u{1B}q\r\n\u{1B}[A\u{1B}[200~\u{3}", "漢字\u{1B}[201"] {
            let inputs = Self.inputs("\u{1B}[200~\(text)\u{1B}[201~q", gap: gap)
            #expect(inputs == late + [.paste(text)] + Self.keys("q"))
        }
    }

    @Test func `of a very long paste the beginning is kept`() {
        let text = String(repeating: "abc", count: 100_000)
        #expect(
            Self.inputs("\u{1B}[200~\(text)\u{1B}[201~q") == [.paste(String(text.prefix(4096)))]
                + Self.keys("q"))
    }

    @Test func `what the terminal's description says comes first`() {
        let own = KeySequences([Array("\u{1B}[A".utf8): .end, Array("\u{1B}[3$".utf8): .delete])
        let now = ContinuousClock.now
        var decoder = InputDecoder(sequences: own, at: now)
        #expect(
            decoder.take("\u{1B}[A\u{1B}[3$q".utf8, at: now) == [.key(.end), .key(.delete)] + Self.keys("q"))
    }
}
