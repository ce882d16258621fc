import ArgumentParser
import LaneCanvas
import LaneTerminal
import LaneView
import ThreadTrace

/// Lanes on the screen, from when they are opened until the user leaves them.
///
/// One loop: news is folded into the trace, the trace is drawn, and then it waits for input or for more news. While time
/// stands still it waits without a timeout, so it takes no processor time.
final class LaneSession {
    /// Why the session ended.
    enum Ending {
        case back
        case quit(Verdict?)
    }

    private let stage: Stage
    private var show: LaneShow
    private var files: SessionFiles
    private var last = ContinuousClock.now

    init(_ show: LaneShow, files: SessionFiles, on stage: Stage) {
        self.show = show
        self.files = files
        self.stage = stage
    }

    /// Shows the lanes until the user leaves. A run is over then, whatever it was doing.
    func run() throws -> Ending {
        try show.feed.start()
        var isStale = true
        defer { close() }
        while true {
            let inputs = stage.inputs(orNews: !isStale, timeout: nextWait(isStale))
            isStale = takeNews() || isStale || !inputs.isEmpty || show.isMoving || files.isRecording
            for input in inputs {
                if let ending = try handle(input) { return ending }
            }
            if isStale, stage.untilNextFrame == .zero {
                draw()
                isStale = false
            }
        }
    }

    /// - Returns: whether there is something new to see.
    private func takeNews() -> Bool {
        let now = ContinuousClock.now
        show.elapse(now - last)
        last = now
        let batch = show.takeNews()
        files.save(batch)
        if batch.events.last?.kind == .verdict { files.mark(show.trace.verdict.map { "\($0)" } ?? "") }
        for failure in files.takeFailures() { stage.tell("\(failure)", isError: true) }
        return !batch.isEmpty
    }

    private func nextWait(_ isStale: Bool) -> Duration? {
        if isStale { return stage.untilNextFrame }
        if show.isMoving { return Stage.clockInterval }
        return files.isRecording ? Stage.recordingInterval : nil
    }

    private func draw() {
        let recording = files.recording
        let update = stage.show { theme, glyphs, size in
            show.frame(theme, glyphs, size, recording: recording)
        }
        files.record(update)
    }

    private func handle(_ input: Input) throws -> Ending? {
        if stage.take(input) { return nil }
        switch input {
        case .key(let key): return try grant(show.press(key, size: stage.size))
        case .mouse(let event): return try grant(show.take(event, size: stage.size))
        case .resize, .resumed: return nil
        case .suspended:
            let wasMoving = show.feed.isPlaying
            if wasMoving { _ = try show.feed.carryOut(.pause, show.trace) }
            stage.suspend()
            last = .now
            if wasMoving { _ = try show.feed.carryOut(.resume, show.trace) }
            return nil
        case .quitSignal(let signal):
            close()
            stage.die(from: signal)
        }
    }

    private func grant(_ wish: LaneShow.Wish?) throws -> Ending? {
        switch wish {
        case .changeTheme(let step): stage.changeTheme(by: step)
        case .chooseTheme: stage.chooseTheme()
        case .record: record()
        case .save: save()
        case .restart: try restart()
        case .back: return .back
        case .quit: return .quit(show.trace.verdict)
        case nil: break
        }
        return nil
    }

    private func record() {
        do {
            if let cast = files.stopRecording() {
                let sentence = try cast.finish()
                show.notice = sentence
                stage.tell(sentence)
            } else {
                try files.startRecording(show.feed.header, size: stage.size, theme: stage.theme)
            }
        } catch {
            show.notice = "\(error)"
        }
    }

    private func save() {
        if let file = show.feed.file { return show.notice = "this run is in \(file)" }
        do {
            show.notice = try files.startSaving(show.trace, show.feed.header)
        } catch {
            show.notice = "\(error)"
        }
    }

    private func restart() throws {
        show.feed.stop()
        _ = takeNews()
        try show.restart()
        files.restart(show.feed.header)
    }

    /// Ends the run, and what is written of it.
    private func close() {
        show.feed.stop()
        _ = takeNews()
        if let cast = files.stopRecording() { close(cast) }
        for sentence in files.close() { stage.tell(sentence) }
        for failure in files.takeFailures() { stage.tell("\(failure)", isError: true) }
    }
    /// A video is made when the terminal is given back: that takes long.
    private func close(_ cast: SessionFiles.Cast) {
        guard !cast.recorder.kind.isVideo else { return stage.afterwards(cast.finish) }
        do {
            stage.tell(try cast.finish())
        } catch {
            stage.tell("\(error)", isError: true)
        }
    }
}
