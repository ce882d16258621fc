import LaneView
import ScenarioListings

extension SourceListings {
    /// The embedded sources, and the scenario's own file where it says where that is and the file is there.
    init(for scenario: Scenario) {
        let own = scenario.sourcePath.flatMap { path in try? SmallFile(path: path).text() }
        self.init(ScenarioListings.sources.merging(own.map { [scenario.file: $0] } ?? [:]) { $1 })
    }
}
