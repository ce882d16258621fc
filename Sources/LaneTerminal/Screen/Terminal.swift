import CNcurses
import Glibc
import LaneCanvas
import Synchronization

/// The screen: shows frames, yields what the user does, and gives the terminal back however the program ends.
///
/// ncurses and signal handlers are the process's, so there is one open terminal at a time, used from one
/// thread, the main one. Only `Wakeup.signal()` may be called from elsewhere.
///
/// Ctrl-C and its like arrive as `.quitSignal`: close, then `dieFromSignal`. Ctrl-Z arrives as `.suspended`: halt the
/// clock, then `suspend()`. Crashes are the business of `TerminalGuard`. While the screen is open, standard output
/// and standard error are captured (`OutputCapture`): ncurses draws on a descriptor of its own.
package final class Terminal {
    package struct Options: Hashable, Sendable {
        /// Report clicks, drags and the wheel. The terminal's own text selection then needs Shift.
        package var mouse = true
        /// Claim no Unicode even where there is, so that views draw in ASCII.
        package var ascii = false

        package init(mouse: Bool = true, ascii: Bool = false) {
            self.mouse = mouse
            self.ascii = ascii
        }
    }

    /// Whether the locale's encoding is UTF-8, and nobody has asked for ASCII.
    package let usesUnicode: Bool
    package let colors: ColorDepth

    enum State { case open, suspended, closed }
    var state = State.open
    var signals: SignalPipe
    /// To be returned by the next call of `nextInputs`.
    var pending: [Input] = []
    /// The size last told to the caller.
    var reportedSize = Size(columns: 0, rows: 0)
    var decoder: InputDecoder
    /// What has to be told of it when it is given back: it is not the one that TERM says.
    package let notice: String?
    /// What the terminal was set to before us.
    var settings: termios

    private var printed = (PrintedLines(isError: false), PrintedLines(isError: true))

    let guarded: GuardedTerminal
    private var painter: Painter
    private let modes: Terminfo.Modes
    /// The size of the frame that the screen shows; nil when it may show anything.
    private var shown: Size?
    /// Where that frame has its cursor.
    private var cursor: CellPosition?

    /// Takes the terminal. When this throws, nothing has been changed.
    package init(options: Options = Options()) throws(TerminalError) {
        guard isatty(STDIN_FILENO) == 1 else { throw .inputIsNotATerminal }
        guard isatty(STDOUT_FILENO) == 1 else { throw .outputIsNotATerminal }
        let terminfo = try Terminfo(output: STDOUT_FILENO, mouse: options.mouse)
        let window = Self.window(of: STDOUT_FILENO)
        if let window, !Self.isShowable(window) { throw .absurdSize(window) }
        guard !isOpen.exchange(true, ordering: .sequentiallyConsistent) else { throw .alreadyOpen }
        do {
            signals = try SignalPipe()
        } catch {
            isOpen.store(false, ordering: .sequentiallyConsistent)
            throw error
        }

        setlocale(LC_CTYPE, "")
        let isUTF8 = nl_langinfo(Int32(CODESET)).map { String(cString: $0) } == "UTF-8"
        usesUnicode = isUTF8 && !options.ascii

        settings = termios()
        tcgetattr(STDIN_FILENO, &settings)
        do {
            guarded = try GuardedTerminal(settings: settings, restoreSequence: terminfo.restoreSequence)
        } catch {
            signals.close()
            isOpen.store(false, ordering: .sequentiallyConsistent)
            throw error
        }
        ExitGuard.install()
        guarded.captureOutput()
        // COLUMNS and LINES are for terminals that do not know better.
        let usesEnvironment = window == nil && Self.isEnvironmentSane
        use_env(usesEnvironment)
        use_tioctl(!usesEnvironment)
        guard curses_newterm(terminfo.used, guarded.drawing) != nil else {
            let shortage = Descriptors.shortage()
            guarded.release()
            guarded.close()
            signals.close()
            isOpen.store(false, ordering: .sequentiallyConsistent)
            throw shortage ?? .noScreen(terminfo.name, window)
        }

        colors = Self.startColors()
        painter = Painter(depth: colors, unicode: isUTF8, pairs: Int(curses_color_pairs()))
        decoder = InputDecoder(
            escapeDelay: Self.escapeDelay, sequences: KeySequences(terminfo.keys))
        modes = terminfo.modes
        notice = terminfo.notice
        startKeys()
        reportedSize = size
    }

    deinit { close() }

    /// The window as it is now, not as it was at the last `.resize`.
    package var size: Size {
        adaptToWindow()
        return Size(columns: Int(curses_columns()), rows: Int(curses_lines()))
    }

    /// Shows a frame; only what differs from the one before is sent. What does not fit the window is clipped.
    ///
    /// Each update must be since the frame of the one before. While the terminal is given back nothing is shown; then, and after
    /// the window has changed, the next update is all new.
    package func show(_ update: FrameUpdate) {
        guard state == .open else {
            shown = nil
            return
        }
        let size = size
        let isNew = shown != update.frame.size
        if !isNew, update.changes.isEmpty, cursor == update.frame.cursor { return }
        if isNew { werase(curses_screen()) }
        painter.paint(isNew ? FrameUpdate(update.frame) : update, size: size)
        shown = update.frame.size
        cursor = update.frame.cursor
        // Unseen, and yet where magnifiers and screen readers look.
        if let cursor { wmove(curses_screen(), Int32(cursor.row), Int32(cursor.column)) }
        wrefresh(curses_screen())
    }

    /// Puts text into the clipboard of the terminal, by its control sequence (OSC 52): one that has none ignores it.
    ///
    /// - Parameter text: encoded in base 64, so that nothing in it can act on the terminal.
    package func setClipboard(base64 text: String) {
        guard state == .open else { return }
        let sequence = Array("\u{1B}]52;c;\(text)\u{07}".utf8)
        _ = write(guarded.drawing, sequence, sequence.count)
    }

    /// What others have printed since the last call: whole lines.
    package func takePrinted() -> [PrintedLine] {
        guard state == .open else { return [] }
        let news = guarded.takeNews()
        return printed.0.take(news.output) + printed.1.take(news.errors)
    }

    /// Gives the terminal back, for good. May be called twice.
    package func close() {
        guard state != .closed else { return }
        if state == .open { giveBack() }
        state = .closed
        guarded.close()
        signals.close()
        isOpen.store(false, ordering: .sequentiallyConsistent)
    }

    /// Ends the process as the signal would have: the status that a shell sees is 128 + n. Call `close()` first.
    package static func dieFromSignal(_ number: Int32) -> Never {
        if number == ExitGuard.request { ExitGuard.finish() }
        LaneTerminal.dieFromSignal(number)
    }

    /// Leaves the screen; everything is as it was before `init`. In the background (stopped without warning, continued
    /// only to be ended) the settings are the shell's by now, and stay.
    func giveBack() {
        guard !Descriptors.isInBackground(of: STDIN_FILENO) else { return TerminalGuard.rescue() }
        send(modes.off)
        endwin()
        tcsetattr(STDIN_FILENO, TCSADRAIN, &settings)
        // Keys that end the program end what it still has to say.
        guarded.release {
            takeSignals()
            return isEnding
        }
    }

    /// Takes the screen again after `giveBack()` and repaints what was shown last.
    func takeAgain() {
        tcgetattr(STDIN_FILENO, &settings)
        guarded.captureOutput(settings: settings)
        state = .open
        repaint()
    }

    /// Sends everything, for a screen whose content is unknown.
    func repaint() {
        adaptToWindow()
        send(modes.on)
        clearok(curses_shown(), true)
        wrefresh(curses_screen())
    }

    private func adaptToWindow() {
        guard state == .open else { return }
        // What a window can not be is not followed: the screen stays as large as it was.
        guard let window = Self.window(of: guarded.drawing), Self.isShowable(window) else { return }
        let (rows, columns) = (Int32(window.rows), Int32(window.columns))
        guard rows != curses_lines() || columns != curses_columns() else { return }
        resize_term(rows, columns)
        // Terminals rearrange their content on a resize, each in its own way.
        clearok(curses_shown(), true)
        shown = nil
    }

    /// The window as the kernel knows it; nil where it does not, or where there is no terminal.
    package static func window(of descriptor: Int32) -> Size? {
        let window = curses_window_size(descriptor)
        guard window.ws_row > 0, window.ws_col > 0 else { return nil }
        return Size(columns: Int(window.ws_col), rows: Int(window.ws_row))
    }

    /// ncurses counts rows and columns in 16 bits, and a screen that takes a gigabyte is nobody's.
    private static func isShowable(_ size: Size) -> Bool {
        max(size.columns, size.rows) < Int(Int16.max) && size.columns * size.rows <= 1_000_000
    }

    /// Whether COLUMNS and LINES, as far as they are set, could be a window's.
    private static var isEnvironmentSane: Bool {
        func number(_ name: String) -> Int {
            getenv(name).map { Int(String(cString: $0)) ?? 0 } ?? 1
        }
        let size = Size(columns: number("COLUMNS"), rows: number("LINES"))
        return size.columns > 0 && size.rows > 0 && isShowable(size)
    }

    private static func startColors() -> ColorDepth {
        let noColor = getenv("NO_COLOR").map { String(cString: $0) }
        guard has_colors(), ColorDepth(colors: .max, noColor: noColor) != .none else { return .none }
        guard start_color() == OK, use_default_colors() == OK else { return .none }
        return ColorDepth(colors: Int(curses_colors()), noColor: noColor)
    }

    private func startKeys() {
        cbreak()
        noecho()
        nonl()
        curs_set(0)
        // Input must not hold up drawing.
        typeahead(-1)
        keypad(curses_screen(), true)
        send(modes.on)
    }

    /// As curses has it: `ESCDELAY` in milliseconds.
    private static var escapeDelay: Duration {
        guard let text = getenv("ESCDELAY").map({ String(cString: $0) }), let milliseconds = Int32(text),
            milliseconds >= 0
        else { return InputDecoder.defaultEscapeDelay }
        return .milliseconds(milliseconds)
    }

    private func send(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { Descriptors.writeAll(guarded.drawing, $0.baseAddress, $0.count) }
    }
}

/// ncurses and signal handlers are the process's.
private let isOpen = Atomic(false)
