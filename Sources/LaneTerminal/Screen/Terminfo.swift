import CNcurses
import Glibc
import LaneCanvas

/// What the terminfo database says of this terminal, read once before ncurses starts: whether it can show
/// a screen at all, and the bytes that give it back.
struct Terminfo {
    /// What the terminal is asked to send, and to send no more: the mouse, and pasted text between markers.
    struct Modes {
        var on: [UInt8] = []
        var off: [UInt8] = []
    }

    /// TERM, made harmless.
    let name: String
    /// The description in the database that is used: TERM's, or one for terminals like it.
    let used: String
    let keys: [[UInt8]: Key]
    let modes: Modes
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
        var used = term
        var status = setupterm(used, output, &found)
        if status != OK, found == 0, Self.isLikeXterm(term) {
            used = Self.commonName
            status = setupterm(used, output, &found)
        }
        self.used = used
        guard status == OK else {
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
        keys = Self.keys()
        modes = Self.modes(mouse: mouse)
        restoreSequence = Self.restoreSequence(modes)
    }

    /// A word on another description than TERM's; nil where it is TERM's own.
    var notice: String? {
        used == name
            ? nil
            : "TERM=\(name) is not in the terminfo database; drawn for \(used)"
    }

    private static let commonName = "xterm-256color"

    /// Terminals that understand what xterm does, and whose own descriptions are often missing on other machines.
    static func isLikeXterm(_ name: String) -> Bool {
        let families = [
            "xterm", "alacritty", "foot", "ghostty", "kitty", "wezterm", "contour", "konsole", "vte", "gnome",
            "iterm",
            "iTerm", "rio", "mintty", "st",
        ]
        return name != commonName && families.contains { name == $0 || name.hasPrefix($0 + "-") }
    }

    private static func keys() -> [[UInt8]: Key] {
        let sequences = KeySequences.capabilities.compactMap { name, key in
            bytes(name).map { ($0, key) }
        }
        // A control character is what it is as typed.
        return Dictionary(sequences.filter { $0.0.count > 1 }, uniquingKeysWith: { first, _ in first })
    }

    private static func modes(mouse: Bool) -> Modes {
        // Terminals without a mouse are not asked for anything else either.
        guard bytes("kmous") != nil else { return Modes() }
        var modes = Modes(on: Array("\u{1B}[?2004h".utf8), off: Array("\u{1B}[?2004l".utf8))
        guard mouse else { return modes }
        // Presses, motion while a button is held, and numbers of any size.
        modes.on += Array("\u{1B}[?1000h\u{1B}[?1002h\u{1B}[?1006h".utf8)
        modes.off += Array("\u{1B}[?1006l\u{1B}[?1002l\u{1B}[?1000l".utf8)
        return modes
    }

    private static func restoreSequence(_ modes: Modes) -> [UInt8] {
        var bytes = modes.off
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
