import ArgumentParser
import LaneCanvas
import LaneView

/// `100x30`.
struct WindowSize: ExpressibleByArgument {
    let size: Size

    init(size: Size) { self.size = size }

    init?(argument: String) {
        let numbers = argument.lowercased().split(separator: "x").compactMap { Int($0) }
        guard numbers.count == 2, (20...500).contains(numbers[0]), (5...200).contains(numbers[1]) else {
            return nil
        }
        size = Size(columns: numbers[0], rows: numbers[1])
    }

    var defaultValueDescription: String { "\(size.columns)x\(size.rows)" }
}

/// `lanes,code,log`. Lanes are always there.
struct PanelList: ExpressibleByArgument {
    let panels: Panels

    init?(argument: String) {
        var panels: Panels = []
        for name in argument.split(separator: ",") {
            switch name {
            case "lanes": break
            case "primitives": panels.insert(.primitives)
            case "code": panels.insert(.code)
            case "log": panels.insert(.log)
            default: return nil
            }
        }
        self.panels = panels
    }
}
