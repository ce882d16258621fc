import LaneView
import ThreadScenarios

/// The source texts that there are: the embedded ones, and a scenario's own file where it says where that is and the file is
/// there.
struct SourceTexts: Sendable {
    /// By the name under which operations carry their file: `Module/File.swift`.
    let texts: [String: String]

    private let told: ToldTexts

    init() { (texts, told) = (ScenarioListings.sources, ToldTexts()) }

    init(of scenario: Scenario) {
        let own = scenario.sourcePath.flatMap { path in try? SmallFile(path: path).text() }
        texts = ScenarioListings.sources.merging(own.map { [scenario.file: $0] } ?? scenario.texts.all) { $1 }
        told = scenario.texts
    }

    /// The text of a file, by its name, also of one that is told of meanwhile.
    var listing: @Sendable (String) -> String? { { texts[$0] ?? told[$0] } }
}
