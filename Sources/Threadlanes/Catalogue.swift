import ArgumentParser
import LaneCanvas
import Synchronization

/// The scenarios that the command knows, by name.
struct Catalogue: Sendable {
    let scenarios: [Scenario]
    /// The name of the scenario that the browser opens on the first time; nil: the first one.
    let opening: String?

    /// What shells complete, asked where nobody can hand a catalogue over.
    static var names: [String] {
        get { known.withLock { $0 } }
        set { known.withLock { $0 = newValue } }
    }
    private static let known = Mutex<[String]>([])

    init(_ scenarios: [Scenario], opening: String? = nil) {
        var seen: Set<String> = []
        self.opening = opening
        self.scenarios = scenarios.filter { seen.insert($0.name).inserted }
    }

    /// The scenarios of each chapter, in their own order; the chapters in the order of their first scenarios.
    var chapters: [(name: String, scenarios: [Scenario])] {
        var names: [String] = []
        var members: [String: [Scenario]] = [:]
        for scenario in scenarios {
            if members[scenario.chapter] == nil { names.append(scenario.chapter) }
            members[scenario.chapter, default: []].append(scenario)
        }
        return names.map { ($0, members[$0, default: []]) }
    }

    /// - Throws: a usage error that suggests the nearest names when there is no such scenario.
    func scenario(named name: String) throws -> Scenario {
        if let scenario = scenarios.first(where: { $0.name == name }) { return scenario }
        throw unknownName(
            "There is no scenario named '\(DisplayText.escaped(name))'.",
            nearest: nearestNames(to: name, among: scenarios.map(\.name)),
            all: "'\(programName) list' names them all.")
    }
}
