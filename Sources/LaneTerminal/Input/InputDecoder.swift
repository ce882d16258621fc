import LaneCanvas

/// From bytes that a terminal sends to inputs.
///
/// Escape sequences are read whole, by the grammar of ECMA-48, before anybody asks what they are: one that nothing is bound to (a reply
/// of the terminal, a key with Alt, whatever a terminal thinks of next) ends where it ends, and none of its bytes is a key. An escape
/// is a key where nothing follows for a moment, as curses has it: `ESCDELAY`. What follows a little later still is read as the rest of
/// a sequence, so that a slow line costs an Escape and never types letters. A sequence that breaks off is forgotten.
struct InputDecoder {
    /// What is read now.
    private enum State: Hashable {
        case text
        /// One escape, or two: a sequence with Alt, as some terminals send it.
        case escape(count: Int)
        /// An escape was a key just now.
        case afterEscape
        /// CSI, and what has come of it, up to its final byte.
        case control
        /// SS3: one more byte.
        case single
        /// A mouse report of the old kind: three more bytes, which may be anything.
        case mouse
        /// OSC, DCS and their like, up to their terminator; in its middle after an escape.
        case string(isEnding: Bool)
        /// Alt and a character of several bytes: so many are left.
        case character(left: Int)
        case paste
    }

    static let defaultEscapeDelay = Duration.milliseconds(100)
    /// How long after each other two escapes come that one key sends.
    private static let together = Duration.milliseconds(10)
    /// How long after an escape its sequence may still begin.
    private static let lateness = Duration.milliseconds(200)
    /// How long a sequence or a paste may stand still in its middle, at least.
    private static let patience = Duration.milliseconds(500)
    private static let longestSequence = 64

    private let escapeDelay: Duration
    private let patience: Duration
    private let sequences: KeySequences
    private var state = State.text
    /// The bytes of a sequence so far, from its escape on.
    private var sequence: [UInt8] = []
    /// Whether Alt was held with it.
    private var isWithAlt = false
    /// Whether its escape has been a key already.
    private var isLate = false
    private var character: [UInt8] = []
    private var paste = PastedText()
    private var clicks = ClickCount()
    private var last: ContinuousClock.Instant

    /// - Parameter escapeDelay: how long an escape waits for what follows it.
    init(
        escapeDelay: Duration = Self.defaultEscapeDelay, sequences: KeySequences = KeySequences(),
        at now: ContinuousClock.Instant = .now
    ) {
        self.escapeDelay = escapeDelay
        // Who has to wait for escapes has a slow line.
        patience = max(Self.patience, escapeDelay)
        self.sequences = sequences
        last = now
    }

    /// When something comes to an end although no byte comes; nil when nothing has begun.
    var deadline: ContinuousClock.Instant? {
        switch state {
        case .text: character.isEmpty ? nil : last + patience
        case .escape: last + escapeDelay
        case .afterEscape: last + max(Self.lateness - escapeDelay, .zero)
        case .control, .single, .mouse, .string, .character, .paste: last + patience
        }
    }

    /// Takes in what has come.
    mutating func take(_ bytes: some Sequence<UInt8>, at now: ContinuousClock.Instant) -> [Input] {
        var inputs = expire(at: now)
        for byte in bytes {
            take(byte, at: now, &inputs)
            last = now
        }
        return inputs
    }

    /// Ends what has waited too long. To be called at `deadline`; at other times it does nothing.
    mutating func expire(at now: ContinuousClock.Instant) -> [Input] {
        var inputs: [Input] = []
        while let deadline, now >= deadline {
            last = deadline
            switch state {
            case .escape(let count):
                inputs += Array(repeating: .key(.escape), count: count)
                state = .afterEscape
            default:
                // Somebody has typed what began so.
                if isLate, sequence.count == 2 { inputs += key(of: sequence[1]) }
                reset()
            }
        }
        return inputs
    }

    private mutating func reset() {
        state = .text
        sequence = []
        character = []
        isLate = false
        isWithAlt = false
        paste = PastedText()
    }

    // MARK: Byte by byte

    private mutating func take(_ byte: UInt8, at now: ContinuousClock.Instant, _ inputs: inout [Input]) {
        switch state {
        case .text: takeText(byte, &inputs)
        case .escape(let count):
            if byte == Self.escape, now - last > Self.together {
                // Escape, and whatever key was pressed then.
                inputs += Array(repeating: .key(.escape), count: count)
                return begin()
            }
            takeAfterEscape(byte, count, &inputs)
        case .afterEscape:
            reset()
            guard Self.introducers.contains(byte) else { return takeText(byte, &inputs) }
            takeAfterEscape(byte, 1, &inputs)
            isLate = true
        case .control: takeControl(byte, at: now, &inputs)
        case .single:
            if byte == Self.escape { return begin() }
            sequence.append(byte)
            // Some terminals put a number for the modifiers before the last byte.
            if !(0x30...0x39).contains(byte) || sequence.count > 3 { finish(&inputs) }
        case .mouse:
            sequence.append(byte)
            if sequence.count == 6 { finishMouse(at: now, &inputs) }
        case .string(let isEnding):
            if isEnding, byte != UInt8(ascii: "\\") { return takeAfterEscape(byte, 1, &inputs) }
            let isC1 = byte == 0x9C && sequence.last == 0xC2
            if isEnding || byte == 0x07 || byte == 0x18 || byte == 0x1A || isC1 { return reset() }
            sequence = [byte]
            state = .string(isEnding: byte == Self.escape)
        case .character(let left): if left > 1 { state = .character(left: left - 1) } else { reset() }
        case .paste:
            guard let text = paste.take(byte) else { return }
            reset()
            inputs.append(.paste(text))
        }
    }

    private static let escape: UInt8 = 0x1B
    /// What a sequence of any family but Alt has after its escape.
    private static let introducers = Set("[O]PX^_".utf8)

    private mutating func begin() {
        reset()
        state = .escape(count: 1)
    }

    private mutating func takeText(_ byte: UInt8, _ inputs: inout [Input]) {
        if byte == Self.escape { return begin() }
        if byte < 0x80 {
            character = []
            inputs += key(of: byte)
            return
        }
        // A lead byte begins anew; what cannot be continued is dropped.
        if byte >= 0xC0 { character = [] }
        character.append(byte)
        guard character.count >= Self.length(ofCharacter: character[0]) else { return }
        if let text = String(validating: character, as: UTF8.self), let first = text.first {
            inputs.append(.key(.character(first)))
        }
        character = []
    }

    private func key(of byte: UInt8) -> [Input] {
        KeyMap.key(character: UInt32(byte)).map { [.key($0)] } ?? []
    }

    /// Bytes of a UTF-8 character; 1 for a byte that begins none.
    private static func length(ofCharacter lead: UInt8) -> Int {
        switch lead {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 1
        }
    }

    private mutating func takeAfterEscape(_ byte: UInt8, _ count: Int, _ inputs: inout [Input]) {
        sequence = [Self.escape, byte]
        isWithAlt = count > 1
        switch byte {
        case UInt8(ascii: "["): state = .control
        case UInt8(ascii: "O"): state = .single
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
            state = .string(isEnding: false)
        case Self.escape:
            if count > 1 { inputs.append(.key(.escape)) }
            state = .escape(count: 2)
        case 0x80...:
            let left = Self.length(ofCharacter: byte) - 1
            reset()
            if left > 0 { state = .character(left: left) }
        default:
            // Old terminals have keys of this form; otherwise it is Alt with a character.
            finish(&inputs)
        }
    }

    private mutating func takeControl(
        _ byte: UInt8, at now: ContinuousClock.Instant, _ inputs: inout [Input]
    ) {
        if byte == Self.escape { return begin() }
        let isFirst = sequence.count == 2
        if sequence.count < Self.longestSequence { sequence.append(byte) }
        switch byte {
        case UInt8(ascii: "[") where isFirst: return  // Keys of the Linux console have one more.
        case UInt8(ascii: "M") where isFirst: state = .mouse
        case 0x20...0x3F: if sequences[sequence] != nil { finish(&inputs) }
        case UInt8(ascii: "M"), UInt8(ascii: "m"): finishMouse(at: now, &inputs)
        default: finish(&inputs)
        }
    }

    // MARK: Whole sequences

    private mutating func finish(_ inputs: inout [Input]) {
        defer { if state != .paste { reset() } }
        guard !isWithAlt else { return }
        if sequence == PastedText.beginning {
            reset()
            state = .paste
        } else if sequence.count == 2, Character(Unicode.Scalar(sequence[1])).isASCIIDigit {
            inputs.append(.key(.alt(Character(Unicode.Scalar(sequence[1])))))
        } else if let key = sequences[sequence] ?? KeyReport(sequence)?.key(sequences) {
            inputs.append(.key(key))
        }
    }

    private mutating func finishMouse(at now: ContinuousClock.Instant, _ inputs: inout [Input]) {
        if let report = MouseReport(sequence), let event = clicks.event(of: report, at: now) {
            inputs.append(.mouse(event))
        }
        reset()
    }
}
