/// The rows of the browser's list: scenarios under the headings of their chapters.
///
/// Where everything fits, chapters stand apart by a blank row. A single chapter needs no heading.
struct ChapterList {
    enum Row: Hashable {
        case blank
        case heading(String)
        /// The number of an entry.
        case scenario(Int)
    }

    let rows: [Row]
    let height: Int

    /// The entries of `indices`, in this order, for a list of `height` rows.
    init(_ entries: [ScenarioEntry], _ indices: [Int], height: Int) {
        let airy = Self.rows(entries, indices, isAiry: true)
        rows = airy.count <= height ? airy : Self.rows(entries, indices, isAiry: false)
        self.height = max(height, 0)
    }

    private static func rows(_ entries: [ScenarioEntry], _ indices: [Int], isAiry: Bool) -> [Row] {
        guard Set(entries.map(\.chapter)).count > 1 else { return indices.map(Row.scenario) }
        var rows: [Row] = []
        var chapter = ""
        for index in indices {
            if entries[index].chapter != chapter {
                chapter = entries[index].chapter
                if isAiry, !rows.isEmpty { rows.append(.blank) }
                if !chapter.isEmpty { rows.append(.heading(chapter)) }
            }
            rows.append(.scenario(index))
        }
        return rows
    }

    /// The rows in view, from `top` on as far as that shows the selected entry; and with it, if asked for, the heading right
    /// above it.
    func visible(from top: Int, selected: Int?, withHeading: Bool = false) -> Range<Int> {
        var first = min(max(top, 0), max(rows.count - height, 0))
        if let row = selected.flatMap({ rows.firstIndex(of: .scenario($0)) }) {
            var upper = row
            if withHeading, height > 1, row > 0, case .heading = rows[row - 1] { upper = row - 1 }
            first = max(min(first, upper), row - height + 1)
        }
        return first..<min(first + height, rows.count)
    }

    /// The entry in these rows that is nearest to `selected`: the selected one itself, if it is there.
    func nearest(to selected: Int?, in visible: Range<Int>) -> Int? {
        let target = selected.flatMap { rows.firstIndex(of: .scenario($0)) } ?? 0
        return visible.compactMap { row in entry(at: row).map { (entry: $0, distance: abs(row - target)) } }
            .min { $0.distance < $1.distance }?.entry
    }

    /// nil for a heading, a blank, or no row at all.
    func entry(at row: Int) -> Int? {
        guard rows.indices.contains(row), case .scenario(let index) = rows[row] else { return nil }
        return index
    }
}
