import LaneCanvas
import SystemPackage

/// Why there is no screen, and what to do about it.
package enum TerminalError: Error, Hashable, Sendable {
    case inputIsNotATerminal
    case outputIsNotATerminal
    case missingTerm
    case unknownTerm(String)
    /// The terminal cannot put the cursor where it is told.
    case dumb(String)
    case noTerminfo
    /// ncurses keeps one screen per process.
    case alreadyOpen
    /// Nobody's window is so large.
    case absurdSize(Size)
    /// ncurses refuses a terminal of this name and size, and does not say why.
    case noScreen(String, Size?)
    /// The system refused something every full-screen program needs.
    case system(String, Errno)
}

extension TerminalError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .inputIsNotATerminal:
            "standard input is not a terminal, so there are no keys to read"
        case .outputIsNotATerminal:
            "standard output is not a terminal"
        case .missingTerm:
            "TERM is not set; try TERM=xterm-256color"
        case .unknownTerm(let name):
            "TERM=\(name) is not in the terminfo database; try TERM=xterm-256color"
        case .dumb(let name):
            "TERM=\(name) cannot move the cursor; try TERM=xterm-256color"
        case .noTerminfo:
            "there is no terminfo database; install ncurses-base, or set TERMINFO to its directory"
        case .alreadyOpen:
            "the screen is open already; close it before opening another"
        case .absurdSize(let size):
            "the terminal says that it has \(size.columns) columns and \(size.rows) rows, more than can be shown; try 'stty cols 80 rows 24'"
        case .noScreen(let name, let size):
            "ncurses can not open a screen\(size.map { " of \($0.columns) columns and \($0.rows) rows" } ?? "") on TERM=\(name)"
        case .system(_, .tooManyOpenFiles):
            "too few file descriptors are allowed; try 'ulimit -n 256'"
        case .system(let call, let reason):
            "\(call): \(reason)"
        }
    }
}
