import LaneCanvas
import Themes

/// What somebody who chooses may try to bring about, and how far they are.
package struct ShownDare: Hashable, Sendable {
    /// An imperative.
    package let task: String
    /// With how many steps it was met in the run that is shown.
    package var metAt: Int?
    /// The fewest that are known.
    package var fewest: Int?
    /// Whether no way has fewer; where none is known, that there is none.
    package var isCertain = false
    /// Whether it is still being found out.
    package var isLooking = false

    package init(task: String) { self.task = task }

    /// What is said of the fewest steps; nothing where nothing is known.
    var measure: String {
        guard let fewest else {
            return isCertain
                ? "nobody can, whoever goes first" : isLooking ? "looking for the fewest steps" : ""
        }
        let least = min(fewest, metAt ?? fewest)
        guard isCertain else { return "fewest known: \(Self.counted(least))" }
        return metAt == fewest ? "no way has fewer" : "fewest possible: \(Self.counted(least))"
    }

    static func counted(_ steps: Int) -> String { "\(steps) step\(steps == 1 ? "" : "s")" }

    /// As lines of at most so many columns: two where one is too narrow. `isMet` says whether it has been met by the moment shown.
    package func lines(_ columns: Int, isMet: Bool, _ glyphs: Glyphs) -> [String] {
        let met = metAt.map { "met in \(Self.counted($0))" }
        let task =
            isMet
            ? "\(glyphs.done) dare \(met ?? "met"): \(task)" : "dare: \(task)\(met.map { " (\($0))" } ?? "")"
        let widths = DisplayText.width(of: task) + DisplayText.width(of: measure)
        if widths + 3 <= columns {
            return [task + String(repeating: " ", count: columns - widths) + measure]
        }
        if measure.isEmpty || DisplayText.width(of: task) <= columns {
            return [task, measure].filter { !$0.isEmpty }.map { glyphs.fit($0, columns) }
        }
        return glyphs.wrap("\(task); \(measure)", columns, lines: 2)
    }
}

extension Scene {
    /// Whether the dare had been met at the moment that is shown.
    var isDareMet: Bool { status.dare?.metAt.map { $0 <= moment.stepCount } ?? false }
}
