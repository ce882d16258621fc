import FoundationEssentials
import LaneCanvas
import LaneTerminal

/// The screen while the program has it: the terminal, the bell that other threads ring, and what is to be told when it is given
/// back.
final class ScreenHost {
    /// Frames come at most this often: 60 a second.
    private static let frameInterval = Duration.microseconds(16_667)

    private let wakeup: Wakeup
    private let terminal: Terminal
    /// What there is to be done and told when the terminal is given back.
    private var afterwards: [() throws -> String] = []
    private var lastFrame = ContinuousClock.now - ScreenHost.frameInterval

    /// Takes the terminal.
    ///
    /// - Throws: `TerminalError` when there is none that can show a screen; nothing has been changed then.
    init(options: Terminal.Options = Terminal.Options()) throws {
        wakeup = try Wakeup()
        do {
            terminal = try Terminal(options: options)
        } catch {
            wakeup.close()
            throw error
        }
        if let notice = terminal.notice { tell(notice) }
    }

    var size: Size { terminal.size }
    var usesUnicode: Bool { terminal.usesUnicode }

    /// Makes `inputs` return when news is waited for; to be called by any thread.
    var wake: @Sendable () -> Void {
        let wakeup = wakeup
        return { wakeup.signal() }
    }

    /// How long until the next frame may be shown; zero when it may be now.
    var untilNextFrame: Duration { max(.zero, Self.frameInterval - (ContinuousClock.now - lastFrame)) }

    func show(_ update: FrameUpdate) {
        terminal.show(update)
        lastFrame = .now
    }

    /// Puts text into the terminal's clipboard, where it has one.
    func copy(_ text: String) { terminal.setClipboard(base64: Data(text.utf8).base64EncodedString()) }

    /// Waits for what comes next: input, or, if they are waited for, news from other threads. Nil waits for ever.
    func inputs(orNews: Bool, timeout: Duration?) -> [Input] {
        terminal.nextInputs(waitingFor: orNews ? wakeup.descriptor : nil, timeout: timeout)
    }

    /// What was printed past the screen since the last call.
    func takePrinted() -> [PrintedLine] { terminal.takePrinted() }

    /// The user has asked to stop the process: returns when it goes on.
    func suspend() { terminal.suspend() }

    /// Gives the terminal back. No thread may ring the bell any more.
    func close() {
        terminal.close()
        wakeup.close()
    }

    // MARK: Taking leave

    /// Tells something when the terminal is given back.
    func tell(_ sentence: String, isError: Bool = false) {
        afterwards.append { if isError { throw Farewell(description: sentence) } else { sentence } }
    }

    /// Does something that takes long, or wants the terminal, when it is given back, and tells what that returns.
    func afterwards(_ work: @escaping () throws -> String) { afterwards.append(work) }

    private struct Farewell: Error, CustomStringConvertible {
        let description: String
    }

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
