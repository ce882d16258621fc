import LaneCanvas
import ThreadAnalysis
import ThreadTrace
import Themes

/// What is marked at lanes' names: who used the highlighted primitive.
struct LaneMarks {
    private let scene: Scene
    private let highlighted: ResourceID?

    init(_ scene: Scene, highlighting resource: ResourceID?) {
        self.scene = scene
        highlighted = resource.flatMap { scene.trace[$0] == nil ? nil : $0 }
    }

    /// Whoever used the highlighted primitive has the name in its colour, reversed, and a mark before it; the others step back.
    func draw(_ thread: ThreadID, in area: Area, on frame: inout Frame) {
        let (row, names) = (area.rows.lowerBound, area.columns)
        guard let highlighted, let info = scene.trace[highlighted] else { return }
        guard scene.analysis.users.contains(thread, of: highlighted) else {
            let muted = scene.theme[.muted]
            frame.restyle(row: row, columns: names) { $0 = muted }
            return
        }
        let style = info.kind.isColoured ? scene.theme.onLock(info.ordinal) : scene.style(of: highlighted)
        frame.restyle(row: row, columns: names) { $0 = style }
        guard thread != scene.status.next || !scene.isLive || scene.isOver else { return }
        frame.put(
            scene.glyphs.used, row: row, column: names.lowerBound - 1, style: scene.style(of: highlighted))
    }
}
