import LaneCanvas
import LaneTerminal
import LaneView

/// The scenario browser on the screen, and the way from there to the lanes and back.
final class BrowserSession {
    private let catalogue: Catalogue
    private let options: RunOptions
    private let stage: Stage
    private var screen: BrowserScreen

    init(_ catalogue: Catalogue, options: RunOptions, on stage: Stage) {
        self.catalogue = catalogue
        self.options = options
        self.stage = stage
        screen = BrowserScreen(
            catalogue.scenarios.map { ScenarioEntry(name: $0.name, title: $0.title, summary: $0.summary) })
    }

    /// Until the user leaves; returns what the last run that they left so came to.
    func show() throws -> LaneSession.Ending {
        while true {
            stage.show { theme, glyphs, size in screen.frame(theme: theme, glyphs: glyphs, size: size) }
            for input in stage.inputs(orNews: false, timeout: nil) {
                if let ending = try handle(input) { return ending }
            }
        }
    }

    private func handle(_ input: Input) throws -> LaneSession.Ending? {
        switch input {
        case .key(let key):
            guard let action = KeyTable.browser.action(for: key) else { return nil }
            return try apply(action)
        case .mouse(let event): return try apply(.mouse(event))
        case .resize, .resumed: return nil
        case .suspended:
            stage.suspend()
            return nil
        case .quitSignal(let signal): stage.die(from: signal)
        }
    }

    private func apply(_ action: Action) throws -> LaneSession.Ending? {
        switch screen.apply(action, size: stage.size) {
        case .run(let name):
            let session = LaneSession(
                try catalogue.scenario(named: name), schedule: options.chosen, speed: options.speed,
                isPaused: false,
                canGoBack: true, on: stage)
            guard case .quit(let verdict) = try session.show() else { return nil }
            return .quit(verdict)
        case .nextTheme: stage.changeTheme(by: 1)
        case .previousTheme: stage.changeTheme(by: -1)
        case .quit: return .quit(nil)
        default: break
        }
        return nil
    }
}
