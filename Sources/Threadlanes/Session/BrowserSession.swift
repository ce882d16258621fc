import LaneCanvas
import LaneTerminal
import LaneView

/// The scenario browser on the screen, and the way from there to the lanes and back.
final class BrowserSession {
    /// How long threads of a preview that compute are waited for before something else is shown.
    private static let patience = Duration.milliseconds(200)

    private let catalogue: Catalogue
    private let options: Configuration
    private let stage: Stage
    private let lastChoice: LastChoice
    private let preview: ScenarioPreview
    private var screen: BrowserScreen

    init(
        _ catalogue: Catalogue, options: Configuration, lastChoice: LastChoice = LastChoice(),
        on stage: Stage
    ) {
        self.catalogue = catalogue
        self.options = options
        self.stage = stage
        self.lastChoice = lastChoice
        preview = ScenarioPreview { options.chosen }
        screen = BrowserScreen(catalogue.chapters.flatMap(\.scenarios).map(ScenarioEntry.init))
        if let name = lastChoice.recall() { screen.select(name) }
    }

    /// Until the user leaves; returns what the last run that they left so came to.
    func show() throws -> LaneSession.Ending {
        defer { preview.stop(within: .seconds(1)) }
        var isStale = true
        while true {
            follow()
            isStale = preview.advance(at: .now) || isStale
            if isStale, stage.untilNextFrame == .zero {
                draw()
                isStale = false
            }
            let wait = isStale ? stage.untilNextFrame : preview.untilNext(at: .now)
            for input in stage.inputs(orNews: false, timeout: wait) {
                isStale = true
                if let ending = try handle(input) { return ending }
            }
        }
    }

    /// The preview shows what is selected, where there is room for it.
    private func follow() {
        let name = screen.hasPreview(stage.size) ? screen.selected?.name : nil
        preview.follow(catalogue.scenarios.first { $0.name == name }, at: .now)
    }

    private func draw() {
        let shown = preview.shown
        stage.show { theme, glyphs, size in
            screen.frame(preview: shown, theme: theme, glyphs: glyphs, size: size)
        }
    }

    private func handle(_ input: Input) throws -> LaneSession.Ending? {
        if stage.take(input) { return nil }
        switch input {
        case .key(let key):
            guard let action = screen.action(for: key) else { return nil }
            return try apply(action)
        case .mouse(let event): return try apply(.mouse(event))
        case .resize, .resumed: return nil
        case .suspended:
            preview.stop(within: Self.patience)
            stage.suspend()
            return nil
        case .quitSignal(let signal):
            remember()
            preview.stop(within: Self.patience)
            stage.die(from: signal)
        }
    }

    private func apply(_ action: Action) throws -> LaneSession.Ending? {
        switch screen.apply(action, size: stage.size) {
        case .run(let name):
            remember()
            preview.stop(within: Self.patience)
            guard case .quit(let verdict) = try run(catalogue.scenario(named: name)) else { return nil }
            return .quit(verdict)
        case .nextTheme: stage.changeTheme(by: 1)
        case .previousTheme: stage.changeTheme(by: -1)
        case .chooseTheme: stage.chooseTheme()
        case .quit:
            remember()
            return .quit(nil)
        default: break
        }
        return nil
    }

    private func run(_ scenario: Scenario) throws -> LaneSession.Ending {
        let sources = Sources(of: scenario)
        let feed = LiveFeed(
            scenario, options.chosen, speed: options.speed, isPaused: false, maxSteps: options.maxSteps,
            wake: stage.wake)
        let show = LaneShow(feed, axis: options.axis, sources: sources.texts, canGoBack: true)
        return try LaneSession(show, files: SessionFiles(listing: sources.listing), on: stage).run()
    }

    private func remember() {
        if let name = screen.selected?.name { lastChoice.remember(name) }
    }
}

extension ScenarioEntry {
    init(_ scenario: Scenario) {
        self.init(
            name: scenario.name, title: scenario.title, summary: scenario.summary, chapter: scenario.chapter,
            concepts: scenario.concepts)
    }
}
