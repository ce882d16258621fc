import LaneCanvas
import LaneTerminal
import LaneView
import ThreadTrace

/// The screen while the program has it: the terminal, the bell that other threads ring, and how everything looks.
///
/// One for the whole program: the browser and the lanes take turns on it.
final class Stage {
    /// Frames come at most this often: 60 a second.
    static let frameInterval = Duration.microseconds(16_667)
    /// How often the clock is shown anew while nothing but time goes on.
    static let clockInterval = Duration.milliseconds(33)

    let wakeup: Wakeup
    private let terminal: Terminal
    private let themes: [Theme]
    private var themeIndex: Int
    private let glyphs: Glyphs
    private var lastFrame = ContinuousClock.now - Stage.frameInterval

    /// Takes the terminal.
    ///
    /// - Throws: `TerminalError` when there is none that can show a screen; nothing has been changed then.
    init(themes: [Theme], theme: String) throws {
        wakeup = try Wakeup()
        do {
            terminal = try Terminal()
        } catch {
            wakeup.close()
            throw error
        }
        self.themes = themes
        themeIndex = themes.firstIndex { $0.name == theme } ?? 0
        glyphs = terminal.usesUnicode ? .unicode : .ascii
    }

    var size: Size { terminal.size }

    /// Gives the terminal back. No thread may ring the bell any more.
    func close() {
        terminal.close()
        wakeup.close()
    }

    func changeTheme(by step: Int) {
        themeIndex = (themeIndex + step + themes.count) % max(themes.count, 1)
    }

    /// How long until the next frame may be shown; zero when it may be now.
    var untilNextFrame: Duration { max(.zero, Self.frameInterval - (ContinuousClock.now - lastFrame)) }

    func show(_ frame: (Theme, Glyphs, Size) -> Frame) {
        let theme = themes.isEmpty ? Theme.plain : themes[themeIndex]
        terminal.show(frame(theme, glyphs, terminal.size))
        lastFrame = .now
    }

    /// Waits for what comes next: input, or, if they are waited for, news from other threads. Nil waits for ever.
    func inputs(orNews: Bool, timeout: Duration?) -> [Input] {
        terminal.nextInputs(waitingFor: orNews ? wakeup.descriptor : nil, timeout: timeout)
    }

    /// The user has asked to stop the process: returns when it goes on.
    func suspend() { terminal.suspend() }

    /// Ends the process as the signal would have, with the terminal given back.
    func die(from signal: Int32) -> Never {
        terminal.close()
        Terminal.dieFromSignal(signal)
    }
}
