import ArgumentParser
import LaneCanvas

/// Names that a slip or two turns into `name`, or that begin with it; the nearest first, three at most.
func nearestNames(to name: String, among names: [String]) -> [String] {
    let wanted = Array(name.lowercased())
    let limit = max(1, min(3, wanted.count / 2))
    return
        names
        .map { (name: $0, distance: editDistance(Array($0), wanted)) }
        .filter { $0.distance <= limit || (wanted.count >= 2 && $0.name.hasPrefix(String(wanted))) }
        .sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }
        .prefix(3).map(\.name)
}

/// A usage error for a name that is none.
func unknownName(_ sentence: String, nearest: [String], all: String) -> ValidationError {
    let names = nearest.map { "'\(DisplayText.escaped($0))'" }.joined(separator: " or ")
    return ValidationError(sentence + (nearest.isEmpty ? " " : " Did you mean \(names)? ") + all)
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
