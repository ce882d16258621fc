import LaneCanvas
import LaneTerminal
import LaneView
import ThreadTrace

/// The program on the screen, from its first frame until the user leaves.
///
/// One loop: what has happened goes into the model, what that wants done is done, and the model is drawn; then it waits for input or
/// for news. While nothing moves it waits without a timeout, so it takes no processor time.
final class Session {
    /// How often the clock is shown anew while nothing but time goes on.
    private static let clockInterval = Duration.milliseconds(33)
    /// How often a screencast's length is shown anew while nothing else goes on.
    private static let recordingInterval = Duration.milliseconds(250)

    private let host: ScreenHost
    private let chooser: ScenarioChooser?
    private var model: AppModel
    private var source: (any RunSource)?
    private var lesson: LessonPlayer?
    private var files = SessionFiles()
    private var last = ContinuousClock.now
    private var hasEnded = false
    /// How the run had ended that was shown when the user left.
    private var verdict: Verdict?

    /// Begins in the browser.
    init(_ chooser: ScenarioChooser, _ appearance: Appearance, on host: ScreenHost) {
        self.host = host
        self.chooser = chooser
        model = AppModel(appearance, browser: chooser.makeBrowser(), size: host.size)
    }

    /// Shows a run, and nothing else.
    init(
        _ source: any RunSource, _ lanes: LanesModel, files: SessionFiles, _ appearance: Appearance,
        on host: ScreenHost
    ) throws {
        self.host = host
        chooser = nil
        model = AppModel(appearance, size: host.size)
        try open(source, lanes, files)
    }

    /// Shows a lesson, and nothing else.
    init(_ lesson: LessonPlayer, _ appearance: Appearance, on host: ScreenHost) throws {
        self.host = host
        chooser = nil
        model = AppModel(appearance, size: host.size)
        try open(lesson)
    }

    /// Until the user leaves. A run is over then, whatever it was doing.
    ///
    /// - Returns: how the run had ended that was shown last; nil when it had not, or when there was none.
    func run() throws -> Verdict? {
        defer { end() }
        while !hasEnded {
            let inputs = host.inputs(orNews: !model.isStale, timeout: nextWait)
            takeNews()
            for input in inputs {
                report()
                if source == nil, lesson == nil { chooser?.touchPreview() }
                try update(.terminal(input))
            }
            if model.isStale, host.untilNextFrame == .zero { draw() }
        }
        return verdict
    }

    private func update(_ input: AppInput) throws {
        for effect in model.update(input) { try carryOut(effect) }
    }

    /// Inputs that nothing follows from.
    private func tell(_ input: AppInput) { _ = model.update(input) }

    private var nextWait: Duration? {
        if model.isStale { return host.untilNextFrame }
        switch model.pace {
        case .moving: return Self.clockInterval
        case .recorded: return Self.recordingInterval
        case .standing: return source == nil && lesson == nil ? chooser?.untilNextPreview : nil
        }
    }

    private func draw() {
        report()
        let update = model.frame(preview: chooser?.shownPreview)
        host.show(update)
        files.record(update)
    }

    // MARK: What has happened

    private func takeNews() {
        let now = ContinuousClock.now
        tell(.elapsed(now - last))
        last = now
        takeEvents()
        for line in host.takePrinted() { tell(.printed(line.text, isError: line.isError)) }
        report()
    }

    private func takeEvents() {
        guard let source else { return }
        let batch = source.take()
        files.save(batch)
        tell(.events(batch))
        if batch.events.last?.kind == .verdict {
            files.mark(model.lanes?.trace.verdict.map { "\($0)" } ?? "")
        }
        for failure in files.takeFailures() {
            host.tell("\(failure)", isError: true)
            tell(.notice("\(failure)"))
        }
    }

    /// What the model has to know of the world beside events: asked for before each input and each frame.
    private func report() {
        if let source {
            let moment = model.lanes.map { lanes in
                let step = lanes.pastStep ?? lanes.trace.stepCount
                return ShownMoment(step: step, isPast: lanes.pastStep != nil) { [self] count in
                    model.lanes?.trace.threads(ofSteps: count ?? model.lanes?.trace.stepCount ?? 0)
                }
            }
            tell(.told(source.report(selected: model.lanes?.selectedThread, at: moment)))
            tell(.recording(files.recording))
        }
        if chooser?.followPreview(of: model.previewed) == true { tell(.previewMoved) }
    }

    // MARK: What is to be done

    private func carryOut(_ effect: Effect) throws {
        switch effect {
        case .pause, .resume, .step, .stepThread, .setSpeed, .handBack, .lookAhead:
            let answer = try source?.carryOut(effect, model.lanes?.trace ?? Trace())
            if let answer { tell(.answer(answer)) }
        case .restart, .restartByHand: try restart(effect)
        case .branch(let branch): leave { .branched(branch, try $0.branch(branch, leaving: $1)) }
        case .visit(let run): leave { .returned(run: run, try $0.visit(run: run, leaving: $1)) }
        case .copy(let text): copy(text)
        case .record: record()
        case .remember(let panels): LastPanels().remember(panels)
        case .save: save()
        case .run(let name): try open(name)
        case .openPage(let page): try open(page: page)
        case .back:
            closeLesson()
            close()
            tell(.closed)
        case .suspend:
            chooser?.stopPreview()
            host.suspend()
            last = .now
        case .quit:
            verdict = model.lanes?.trace.verdict
            hasEnded = true
        case .die(let signal):
            end()
            host.die(from: signal)
        }
    }

    private func open(_ name: String) throws {
        guard let chooser else { return }
        chooser.remember(name)
        chooser.stopPreview()
        if let lesson = try chooser.lesson(name) { return try open(lesson) }
        do {
            let (source, lanes, files) = try chooser.open(name, wake: host.wake)
            try open(source, lanes, files)
        } catch let refusal as Refusal {
            tell(.notice("\(refusal.sentence) \(refusal.help)"))
        }
    }

    private func open(_ source: any RunSource, _ lanes: LanesModel, _ files: SessionFiles) throws {
        try source.start()
        self.source = source
        self.files = files
        tell(.opened(lanes))
    }

    private func open(_ lesson: LessonPlayer) throws {
        self.lesson = lesson
        let screen = lesson.makeScreen()
        tell(.lesson(screen))
        try open(page: screen.progress.page)
    }

    /// Shows a page's run in place of the one before.
    private func open(page: Int) throws {
        guard let lesson else { return }
        if let progress = model.lesson?.progress { lesson.remember(progress) }
        close()
        guard let (source, lanes, files) = lesson.open(page, wake: host.wake) else { return tell(.page(nil)) }
        try source.start()
        self.source = source
        self.files = files
        tell(.page(lanes))
    }

    private func closeLesson() {
        if let progress = model.lesson?.progress { lesson?.remember(progress) }
        lesson = nil
    }

    /// Shows another run in place of the one that is shown.
    private func leave(for other: (any RunSource, Trace) throws -> AppInput) {
        guard let source else { return }
        takeEvents()
        do {
            tell(try other(source, model.lanes?.trace ?? Trace()))
            files.restart(source.header)
        } catch {
            tell(.answer("\(error)"))
        }
        report()
    }

    private func copy(_ text: String) {
        host.copy(text)
        host.tell("copied: \(programName) \(text)")
        tell(.answer("copied, and told when you quit: \(programName) \(text)"))
    }

    private func restart(_ effect: Effect) throws {
        guard let source else { return }
        source.stop()
        takeEvents()
        _ = try source.carryOut(effect, Trace())
        tell(.restarted)
        files.restart(source.header)
    }

    private func record() {
        guard let source else { return }
        do {
            if let cast = files.stopRecording() {
                let sentence = try cast.finish()
                host.tell(sentence)
                tell(.answer(sentence))
            } else {
                try files.startRecording(source.header, size: host.size, theme: model.theme)
            }
        } catch {
            tell(.answer("\(error)"))
        }
    }

    private func save() {
        guard let source, let trace = model.lanes?.trace else { return }
        if let file = source.file { return tell(.answer("this run is in \(file)")) }
        do {
            tell(.answer(try files.startSaving(trace, source.header)))
        } catch {
            tell(.answer("\(error)"))
        }
    }

    // MARK: The end

    private func end() {
        chooser?.remember(model.browser?.selected?.name)
        chooser?.stopPreview()
        closeLesson()
        close()
    }

    /// Ends the run that is shown, if there is one, and what is written of it.
    private func close() {
        guard let source else { return }
        source.stop()
        takeEvents()
        self.source = nil
        if let cast = files.stopRecording() { close(cast) }
        for sentence in files.close() { host.tell(sentence) }
        for failure in files.takeFailures() { host.tell("\(failure)", isError: true) }
    }

    /// A video is made when the terminal is given back: that takes long.
    private func close(_ cast: SessionFiles.Cast) {
        guard !cast.recorder.kind.isVideo else { return host.afterwards(cast.finish) }
        do {
            host.tell(try cast.finish())
        } catch {
            host.tell("\(error)", isError: true)
        }
    }
}
