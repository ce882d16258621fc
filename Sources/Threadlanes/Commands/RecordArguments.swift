import ArgumentParser
import LaneCanvas
import LaneView

/// `100x30`.
struct WindowSize {
    static let standard = WindowSize(size: Size(columns: 100, rows: 30))

    let size: Size
}

extension WindowSize {
    init(argument: String) throws {
        let numbers = argument.lowercased().split(separator: "x", omittingEmptySubsequences: false).map {
            Int($0)
        }
        guard numbers.count == 2, let columns = numbers[0], let rows = numbers[1],
            (40...500).contains(columns),
            (10...200).contains(rows)
        else { throw ValidationError("expected columns and rows from 40x10 to 500x200, as 100x30") }
        size = Size(columns: columns, rows: rows)
    }
}

/// `lanes,code,log`. Lanes are always there.
package struct PanelList: Hashable, Sendable {
    package let panels: Panels

    package init(argument: String) throws {
        panels = try argument.split(separator: ",").reduce(into: .lanes) { panels, name in
            guard let panel = Panels.named(String(name)) else {
                throw ValidationError(
                    "there is no '\(name)': expected \(Panels.allNames.joined(separator: ", "))")
            }
            panels.formUnion(panel)
        }
    }
}
