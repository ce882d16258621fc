import LaneCanvas
import LaneTerminal
import LaneView
import ThreadTrace
import Themes

/// The screen while the program has it: the terminal, the bell that other threads ring, and how everything looks.
///
/// One for the whole program: the browser and the lanes take turns on it.
final class Stage {
    /// Frames come at most this often: 60 a second.
    static let frameInterval = Duration.microseconds(16_667)
    /// How often the clock is shown anew while nothing but time goes on.
    static let clockInterval = Duration.milliseconds(33)
    /// How often a screencast's length is shown anew while nothing else goes on.
    static let recordingInterval = Duration.milliseconds(250)

    private let wakeup: Wakeup
    private let terminal: Terminal
    private var look: Look
    /// What there is to be done and told when the terminal is given back.
    private var afterwards: [() throws -> String] = []
    private var shown: Frame?
    private var lastFrame = ContinuousClock.now - Stage.frameInterval

    /// Takes the terminal.
    ///
    /// - Throws: `TerminalError` when there is none that can show a screen; nothing has been changed then.
    init(
        themes: [Theme], theme: String, options: Terminal.Options = Terminal.Options(), notice: String? = nil
    ) throws {
        wakeup = try Wakeup()
        do {
            terminal = try Terminal(options: options)
        } catch {
            wakeup.close()
            throw error
        }
        look = Look(
            themes: themes, theme: theme, glyphs: terminal.usesUnicode ? .unicode : .ascii, notice: notice)
    }

    var size: Size { terminal.size }

    /// Makes `inputs` return when news is waited for; to be called by any thread.
    var wake: @Sendable () -> Void {
        let wakeup = wakeup
        return { wakeup.signal() }
    }

    /// Gives the terminal back. No thread may ring the bell any more.
    func close() {
        terminal.close()
        wakeup.close()
    }

    var theme: Theme { look.theme }

    func changeTheme(by step: Int) { look.changeTheme(by: step) }

    /// Lets the user pick a theme from a list, over whatever is shown.
    func chooseTheme() { look.chooseTheme(size: size) }

    /// Tells something when the terminal is given back; an error also on the screen, until the next key.
    func tell(_ sentence: String, isError: Bool = false) {
        afterwards.append { if isError { throw Farewell(description: sentence) } else { sentence } }
        if isError { warn(sentence) }
    }

    /// Tells something on the screen, until the next key.
    func warn(_ sentence: String) { look.notice = sentence }

    /// Does something that takes long, or wants the terminal, when it is given back, and tells what that returns.
    func afterwards(_ work: @escaping () throws -> String) { afterwards.append(work) }

    private struct Farewell: Error, CustomStringConvertible {
        let description: String
    }

    /// Whether the input was for what the stage itself shows.
    func take(_ input: Input) -> Bool { look.take(input, size: size) }

    /// How long until the next frame may be shown; zero when it may be now.
    var untilNextFrame: Duration { max(.zero, Self.frameInterval - (ContinuousClock.now - lastFrame)) }

    /// - Returns: what is on the screen now, and what of it is new.
    @discardableResult
    func show(_ screen: (Theme, Glyphs, Size) -> Frame) -> FrameUpdate {
        let update = FrameUpdate(look.frame(size: terminal.size, screen), since: shown)
        shown = update.frame
        terminal.show(update)
        lastFrame = .now
        return update
    }

    /// Waits for what comes next: input, or, if they are waited for, news from other threads. Nil waits for ever.
    func inputs(orNews: Bool, timeout: Duration?) -> [Input] {
        terminal.nextInputs(waitingFor: orNews ? wakeup.descriptor : nil, timeout: timeout)
    }

    /// The user has asked to stop the process: returns when it goes on.
    func suspend() { terminal.suspend() }

    /// Does and tells on standard error, which must be the terminal's own again, all that was to be.
    ///
    /// - Returns: whether all went well.
    @discardableResult
    func takeLeave() -> Bool {
        defer { afterwards = [] }
        return afterwards.reduce(true) { isWell, work in
            let sentence: String
            var isDone = true
            do {
                sentence = try work()
            } catch {
                sentence = "\(error)"
                isDone = false
            }
            try? StandardStream.error.write("\(programName): \(DisplayText.escaped(sentence))\n")
            return isWell && isDone
        }
    }

    /// Ends the process as the signal would have, with the terminal given back.
    func die(from signal: Int32) -> Never {
        terminal.close()
        takeLeave()
        Terminal.dieFromSignal(signal)
    }
}
