import LaneCanvas
import ThreadAnalysis
import ThreadTrace

/// Steps one below the other: number, thread, what it did, and where. Nothing in it can act on a terminal.
struct StepTable {
    /// In this room what was done can be read; in less it would be all line ends.
    private static let deedColumns = 12...60

    let text: String

    /// - Parameter columns: what was done goes on below where that keeps lines within them.
    init(_ lines: [Story.Line], _ trace: Trace, columns: Int = .max) {
        let names = lines.map { DisplayText.escaped(trace.name(of: $0.thread)) }
        let places = lines.map { $0.place.map(Self.words(for:)) ?? "" }
        let nameWidth = Self.widest(names)
        let left = 11 + nameWidth
        let room = columns - left - 2 - Self.widest(places)
        let deedWidth = min(
            Self.widest(lines.map { DisplayText.escaped($0.deed) }),
            min(max(room, Self.deedColumns.lowerBound), Self.deedColumns.upperBound))
        text = lines.indices.map { index in
            let step = lines[index].step > 0 ? "\(lines[index].step)" : ""
            let deeds = DisplayText.lines(
                lines[index].deed, of: places[index].isEmpty ? columns - left : deedWidth)
            var row = "  " + DisplayText.padded(step, to: 5, alignment: .right) + "  "
            row += DisplayText.padded(names[index], to: nameWidth) + "  "
            row += deeds.first ?? ""
            if !places[index].isEmpty {
                let gap = deedWidth - DisplayText.width(of: deeds.first ?? "")
                row += String(repeating: " ", count: max(gap, 0) + 2) + places[index]
            }
            let more = deeds.dropFirst().map { String(repeating: " ", count: left) + $0 }
            return ([row] + more).joined(separator: "\n") + "\n"
        }.joined()
    }

    private static func widest(_ texts: [String]) -> Int { texts.map(DisplayText.width(of:)).max() ?? 0 }

    /// The file's name and the line.
    private static func words(for place: SourceLocation) -> String {
        DisplayText.escaped(place.words)
    }
}
