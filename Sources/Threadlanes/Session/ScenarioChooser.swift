import ThreadScenarios
import LaneView

/// What stands behind the scenario browser: the scenarios, the one that was chosen last, and the selected one's run.
final class ScenarioChooser {
    /// How long threads of a preview that compute are waited for before something else is shown.
    private static let timeoutBudget = Duration.milliseconds(200)

    private let catalogue: Catalogue
    private let configuration: Configuration
    private let lastChoice: LastChoice
    private let preview: ScenarioPreview

    init(_ catalogue: Catalogue, _ configuration: Configuration, lastChoice: LastChoice = LastChoice()) {
        self.catalogue = catalogue
        self.configuration = configuration
        self.lastChoice = lastChoice
        preview = ScenarioPreview(schedule: configuration.schedule(of:))
    }

    /// The browser as it begins: where it was left, or, the first time that the program is used, with a word of welcome. That it has
    /// been used is remembered at once, so that nobody is welcomed twice.
    func makeBrowser() -> BrowserScreen {
        var browser = BrowserScreen(
            catalogue.entries + PythonFile.entries, isWelcome: lastChoice.isFirst)
        if let name = lastChoice.recall() ?? catalogue.opening { browser.select(name) }
        remember(browser.selected?.name)
        return browser
    }

    /// A scenario's run, its lanes, and the files of both.
    ///
    /// - Parameter wake: called by any thread when there is something to take.
    func open(
        _ name: String, wake: @escaping @Sendable () -> Void
    ) throws -> (source: LiveRun, lanes: LanesModel, files: SessionFiles) {
        let isPython = !catalogue.scenarios.contains { $0.name == name } && PythonFile.isNamed(name)
        let scenario = try isPython ? PythonFile(path: name).scenario() : catalogue.scenario(named: name)
        let texts = SourceTexts(of: scenario)
        let run = LiveRun(
            scenario, configuration.schedule(of: scenario), speed: configuration.speed, isPaused: false,
            isSteered: configuration.schedule == .manual, maxSteps: configuration.maxSteps, wake: wake)
        let lanes = LanesModel(
            .live, run.report(selected: nil, at: nil), axis: configuration.axis.unit,
            panels: configuration.panels ?? LastPanels().recall() ?? .all, sources: texts.texts,
            keepingLast: configuration.keepLast)
        return (run, lanes, SessionFiles(listing: texts.listing))
    }

    /// The lesson of this name; nil where it is a scenario's.
    func lesson(_ name: String) throws -> LessonPlayer? {
        try catalogue.lesson(named: name).map { LessonPlayer($0, configuration) }
    }

    /// Runs the scenario that is to be shown small, and no other.
    ///
    /// - Returns: whether there is something else to draw.
    func followPreview(of name: String?) -> Bool {
        let isOther = preview.follow(catalogue.scenarios.first { $0.name == name }, at: .now)
        return preview.advance(at: .now) || isOther
    }

    /// Somebody is there to see it.
    func touchPreview() { preview.touch(at: .now) }

    /// What there is to draw of it.
    var shownPreview: BrowserPreview? { preview.shown }

    /// How long nothing has to be done for it; nil: until something is selected or touched.
    var untilNextPreview: Duration? { preview.untilNext(at: .now) }

    func stopPreview() { preview.stop(within: Self.timeoutBudget) }

    func remember(_ name: String?) {
        if let name { lastChoice.remember(name) }
    }
}

extension ScenarioEntry {
    init(_ lesson: Lesson) {
        self.init(
            name: lesson.name, title: lesson.title, summary: lesson.summary, chapter: "Lessons",
            schedule: "\(lesson.pages.count) pages", kind: .lesson)
    }

    init(_ scenario: Scenario) {
        self.init(
            name: scenario.name, title: scenario.title, summary: scenario.summary, chapter: scenario.chapter,
            concepts: scenario.concepts, schedule: scenario.schedule?.schedule.words() ?? "",
            // A scenario of somebody else's may have the same name.
            search: scenario.file.hasPrefix("ThreadScenarios/") ? SearchResults.words(for: scenario.name) : ""
        )
    }
}
