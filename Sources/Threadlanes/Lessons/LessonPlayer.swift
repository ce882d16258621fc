import LaneView
import ThreadRuntime

/// What stands behind a lesson on the screen: its pages' runs, and how far somebody has come.
final class LessonPlayer {
    private let file: LessonFile
    private let configuration: Configuration
    private let record: LessonRecord
    private let identity: String

    init(_ file: LessonFile, _ configuration: Configuration, record: LessonRecord = LessonRecord()) {
        self.file = file
        self.configuration = configuration
        self.record = record
        identity = file.identity
    }

    /// Where it was left; from its beginning where it had been read to its end.
    func makeScreen() -> LessonScreen {
        var progress = record.progress(in: identity)
        if progress.page >= file.lesson.pages.count { progress = LessonProgress() }
        return LessonScreen(file.lesson, progress)
    }

    /// The run of a page, paused where the page wants it; nil where it has none.
    func open(
        _ page: Int, wake: @escaping @Sendable () -> Void
    ) -> (source: LiveRun, lanes: LanesModel, files: SessionFiles)? {
        guard file.runs.indices.contains(page), let run = file.runs[page] else { return nil }
        let texts = SourceTexts(of: run.scenario)
        let source = LiveRun(
            run.scenario, run.schedule, speed: configuration.speed, isPaused: !run.plays,
            isSteered: run.isSteered, maxSteps: configuration.maxSteps, firstSteps: run.step, wake: wake)
        let lanes = LanesModel(
            .live, source.report(selected: nil, at: nil), axis: configuration.axis.unit,
            panels: configuration.panels ?? .all, lanes: file.lesson.pages[page].lanes, sources: texts.texts,
            keepingLast: configuration.keepLast)
        return (source, lanes, SessionFiles(listing: texts.listing))
    }

    func remember(_ progress: LessonProgress) { record.remember(progress, in: identity) }
}
