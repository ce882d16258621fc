import FoundationEssentials

/// The scenario that was selected last in the browser.
struct LastChoice {
    struct Content: Codable, Equatable {
        var scenario: String
    }

    private let state: StateFile<Content>

    init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        state = StateFile("browser.json", environment: environment)
    }

    /// nil where there is no place for it.
    var file: URL? { state.file }

    /// Whether nothing was ever remembered, as far as is known.
    var isFirst: Bool { state.isFirst }

    /// nil when nothing was remembered, or nothing that makes sense.
    func recall() -> String? { state.recall()?.scenario }

    func remember(_ scenario: String) { state.remember(Content(scenario: scenario)) }
}
