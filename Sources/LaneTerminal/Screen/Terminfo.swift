import CNcurses
import Glibc
import LaneCanvas

/// What the terminfo database says of this terminal, read once before ncurses starts: whether it can show
/// a screen at all, and the bytes that give it back.
struct Terminfo {
    /// TERM, made harmless.
    let name: String
    /// Mouse off, keys and colours as usual, cursor visible, alternate screen left. Plain bytes, because a crash handler
    /// can write bytes and cannot ask ncurses for anything.
    let restoreSequence: [UInt8]

    /// `newterm` would only fail, and `initscr` would exit; `setupterm` says why.
    init(output: Int32, mouse: Bool) throws(TerminalError) {
        guard let term = getenv("TERM").map({ String(cString: $0) }), !term.isEmpty else {
            throw .missingTerm
        }
        name = DisplayText.escaped(term)

        var found: Int32 = 0
        guard setupterm(nil, output, &found) == OK else {
            switch found {
            case 1: throw .dumb(name)
            case 0:
                // A description that can not be opened is none, for ncurses.
                throw Descriptors.shortage() ?? .unknownTerm(name)
            default: throw .noTerminfo
            }
        }
        // ncurses reads the description again, for itself.
        defer { del_curterm(set_curterm(nil)) }
        guard Self.bytes("cup") != nil else { throw .dumb(name) }
        restoreSequence = Self.restoreSequence(mouse: mouse)
    }

    private static func restoreSequence(mouse: Bool) -> [UInt8] {
        var bytes: [UInt8] = []
        if mouse, Self.bytes("kmous") != nil {
            // The extended capability XM, or what ncurses sends where there is none.
            bytes += Self.bytes("XM", 0) ?? Array("\u{1B}[?1006;1000l".utf8)
        }
        for name in ["op", "sgr0", "rmkx", "cnorm"] { bytes += Self.bytes(name) ?? [] }
        if let leave = Self.bytes("rmcup") {
            bytes += leave
        } else {
            // No other screen to go back to: leave this one above the prompt. Terminals stop at their last row.
            bytes += (Self.bytes("cup", 998, 0) ?? []) + Array("\r\n".utf8)
        }
        return bytes
    }

    private static func bytes(_ name: String, _ parameters: Int32...) -> [UInt8]? {
        guard let capability = curses_capability(name) else { return nil }
        let formatted =
            parameters.isEmpty
            ? capability : curses_format(capability, parameters[0], parameters.count > 1 ? parameters[1] : 0)
        guard let formatted else { return nil }
        return withoutPadding(Array(String(cString: formatted).utf8))
    }

    /// Drops the delays, `$<5>` or `$<2*/>`, that terminals of the seventies needed.
    static func withoutPadding(_ capability: [UInt8]) -> [UInt8] {
        var rest = capability[...]
        var bytes: [UInt8] = []
        while let byte = rest.first {
            if rest.starts(with: "$<".utf8), let end = rest.firstIndex(of: UInt8(ascii: ">")) {
                rest = rest[(end + 1)...]
            } else {
                bytes.append(byte)
                rest = rest.dropFirst()
            }
        }
        return bytes
    }
}
