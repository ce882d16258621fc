import CNcurses

/// Tells escape sequences that nothing is bound to from keys: replies of the terminal, keys with modifiers, what is pasted between
/// markers. ncurses yields what it does not recognise character by character, and each would be taken for a key.
///
/// The grammar is that of ECMA-48. An escape is a key of its own where nothing follows, and where what follows came later, as typed
/// by a person, unless it begins a sequence. A sequence that breaks off is forgotten after a moment.
struct EscapeSequences {
    private enum State: Hashable {
        case text
        /// An escape has come.
        case escape(isAlone: Bool)
        /// CSI, and its parameters so far.
        case control([wint_t])
        /// SS3: one more character.
        case single
        /// OSC, DCS and their like, up to their terminator; in its middle after an escape.
        case string(isEnding: Bool)
    }

    private static let patience = Duration.milliseconds(500)
    private static let escape: wint_t = 0x1B
    private static let pasteBegins = "200".unicodeScalars.map(\.value)
    private static let pasteEnds = "201".unicodeScalars.map(\.value)

    private var state = State.text
    private var isInPaste = false
    private var last = ContinuousClock.now

    /// Takes in a character that ncurses has not recognised.
    ///
    /// - Parameter isAlone: whether nothing more was there to be read when an escape came.
    /// - Returns: the characters that are keys: often the one, often none.
    mutating func take(_ character: wint_t, isAlone: Bool, at now: ContinuousClock.Instant) -> [wint_t] {
        expire(now)
        last = now
        switch state {
        case .text:
            guard character == Self.escape else { return isInPaste ? [] : [character] }
            state = .escape(isAlone: isAlone)
        case .escape(let wasAlone): return afterEscape(character, wasAlone: wasAlone, isAlone: isAlone)
        case .control(let parameters): takeControl(character, parameters)
        case .single: state = character == Self.escape ? .escape(isAlone: isAlone) : .text
        case .string(let isEnding):
            let isOver = isEnding || character == 0x07 || character == 0x18 || character == 0x9C
            state = isOver ? .text : .string(isEnding: character == Self.escape)
        }
        return []
    }

    /// Nothing more is there to be read.
    ///
    /// - Returns: whether an escape was a key.
    mutating func takeEscape() -> Bool {
        guard case .escape = state else { return false }
        state = .text
        return !isInPaste
    }

    /// Whether what ncurses recognises is pasted, too.
    mutating func isPasting(at now: ContinuousClock.Instant) -> Bool {
        expire(now)
        if isInPaste { last = now }
        return isInPaste
    }

    private mutating func expire(_ now: ContinuousClock.Instant) {
        guard now - last > Self.patience else { return }
        state = .text
        isInPaste = false
    }

    private mutating func afterEscape(_ character: wint_t, wasAlone: Bool, isAlone: Bool) -> [wint_t] {
        state = .text
        switch character {
        case "[": state = .control([])
        case "O": state = .single
        case "]", "P", "X", "^", "_": state = .string(isEnding: false)
        case Self.escape:
            state = .escape(isAlone: isAlone)
            return isInPaste ? [] : [Self.escape]
        default: return wasAlone && !isInPaste ? [Self.escape, character] : []
        }
        return []
    }

    private mutating func takeControl(_ character: wint_t, _ parameters: [wint_t]) {
        switch character {
        case 0x20...0x3F where parameters.count < 64: state = .control(parameters + [character])
        case Self.escape: state = .escape(isAlone: false)
        default:
            state = .text
            guard "~" ~= character else { return }
            if parameters == Self.pasteBegins { isInPaste = true }
            if parameters == Self.pasteEnds { isInPaste = false }
        }
    }
}

/// Matches a character by its literal.
private func ~= (pattern: Unicode.Scalar, character: wint_t) -> Bool { pattern.value == character }
