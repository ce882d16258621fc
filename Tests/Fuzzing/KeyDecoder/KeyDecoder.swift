import LaneCanvas

@testable import LaneTerminal

/// What a terminal sends: whatever it was, half a second later a letter is a key again.
///
/// Bytes are UTF-8, as typed. Those that UTF-8 has no use for say what else happens: `FF n`, that 10 · n milliseconds go by; `FE`, that
/// there is nothing more to be read; `FD n n`, that ncurses recognises a key by its code; `FC n n n n`, that it yields any number.
@_cdecl("LLVMFuzzerTestOneInput")
public func decodeKeys(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var keyboard = Keyboard()
    var bytes = UnsafeBufferPointer(start: start, count: count)[...]
    while let byte = bytes.popFirst() {
        switch byte {
        case 0xFF: keyboard.wait(.milliseconds(10 * Int(bytes.popFirst() ?? 0)))
        case 0xFE: keyboard.rest()
        case 0xFD: keyboard.recognise(Int32(truncatingIfNeeded: number(&bytes, ofBytes: 2)))
        case 0xFC: keyboard.take(number(&bytes, ofBytes: 4), isAlone: bytes.isEmpty)
        default:
            bytes = bytes.base[(bytes.startIndex - 1)...]
            let scalar = scalar(&bytes)
            let isAlone = bytes.isEmpty || bytes.first.map { $0 >= 0xFC } == true
            if let scalar { keyboard.take(scalar, isAlone: isAlone) }
        }
    }
    keyboard.rest()
    keyboard.wait(.milliseconds(501))
    precondition(keyboard.take(0x61, isAlone: true) == [.character("a")], "keys are not heard any more")
    return 0
}

private func number(_ bytes: inout Slice<UnsafeBufferPointer<UInt8>>, ofBytes count: Int) -> UInt32 {
    (0..<count).reduce(0) { number, _ in number << 8 | UInt32(bytes.popFirst() ?? 0) }
}

/// The next character; nil for what is none.
private func scalar(_ bytes: inout Slice<UnsafeBufferPointer<UInt8>>) -> UInt32? {
    var (decoder, rest) = (UTF8(), bytes.makeIterator())
    let before = bytes.count
    guard case .scalarValue(let scalar) = decoder.decode(&rest) else {
        bytes = bytes.dropFirst()
        return nil
    }
    bytes = bytes.dropFirst(min(UTF8.width(scalar), before))
    return scalar.value
}

/// As `Terminal` reads it, but for ncurses.
private struct Keyboard {
    private var sequences = EscapeSequences()
    private var now = ContinuousClock.now

    mutating func wait(_ time: Duration) { now = now.advanced(by: time) }

    @discardableResult mutating func take(_ character: UInt32, isAlone: Bool) -> [Key] {
        let characters = sequences.take(character, isAlone: isAlone, at: now)
        precondition(characters.count <= 2, "more keys than were typed")
        precondition(characters.allSatisfy { $0 == character || $0 == 0x1B }, "a key that was not typed")
        return characters.compactMap(KeyMap.key(character:))
    }

    mutating func recognise(_ code: Int32) {
        if sequences.isPasting(at: now) { return }
        _ = sequences.takeEscape()
        if case .function(let number) = KeyMap.key(code: code) {
            precondition((1...63).contains(number), "a function key that there is none of")
        }
    }

    /// Nothing more is there to be read.
    mutating func rest() {
        _ = sequences.takeEscape()
        precondition(!sequences.takeEscape(), "an escape that comes twice")
    }
}
