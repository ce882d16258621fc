import ArgumentParser
import LaneCanvas

/// The scenarios that the command knows, by name.
struct Catalogue: Sendable {
    let scenarios: [Scenario]

    init(_ scenarios: [Scenario]) {
        var seen: Set<String> = []
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
        let nearest = nearest(to: name)
        let suggestion =
            nearest.isEmpty ? "" : " Did you mean \(nearest.map { "'\($0)'" }.joined(separator: " or "))?"
        throw ValidationError(
            "There is no scenario named '\(DisplayText.escaped(name))'.\(suggestion) '\(programName) list' names them all."
        )
    }

    /// Names that a slip or two turns into `name`, or that begin with it; the nearest first.
    private func nearest(to name: String) -> [String] {
        let wanted = Array(name.lowercased())
        let limit = max(1, min(3, wanted.count / 2))
        return
            scenarios
            .map { (name: $0.name, distance: editDistance(Array($0.name), wanted)) }
            .filter { $0.distance <= limit || (wanted.count >= 2 && $0.name.hasPrefix(String(wanted))) }
            .sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }
            .prefix(3).map(\.name)
    }
}

/// How many characters have to be inserted, deleted, replaced, or swapped with their neighbour to get from one to the other
/// (the restricted Damerau–Levenshtein distance). O(product of the lengths).
func editDistance(_ source: [Character], _ target: [Character]) -> Int {
    guard !source.isEmpty, !target.isEmpty else { return max(source.count, target.count) }
    var rows = [[Int](0...target.count)]
    for i in 1...source.count {
        var row = [i]
        for j in 1...target.count {
            let replaced = rows[i - 1][j - 1] + (source[i - 1] == target[j - 1] ? 0 : 1)
            var best = min(replaced, rows[i - 1][j] + 1, row[j - 1] + 1)
            if i > 1, j > 1, source[i - 1] == target[j - 2], source[i - 2] == target[j - 1] {
                best = min(best, rows[i - 2][j - 2] + 1)
            }
            row.append(best)
        }
        rows.append(row)
    }
    return rows[source.count][target.count]
}
