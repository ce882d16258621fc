import LaneCanvas
import ThreadAnalysis
import ThreadTrace

/// What is marked beside lanes' names: who is part of a deadlock, and in which order; who used the highlighted primitive.
struct LaneMarks {
    private let scene: Scene
    private let highlighted: ResourceID?
    /// The circle's threads and their places in it, counted from 1.
    private let cycle: [ThreadID: Int]

    init(_ scene: Scene, highlighting resource: ResourceID?) {
        self.scene = scene
        highlighted = resource.flatMap { scene.trace[$0] == nil ? nil : $0 }
        cycle = Self.cycle(scene)
    }

    /// Only a deadlocked run has one; any other is not looked through.
    private static func cycle(_ scene: Scene) -> [ThreadID: Int] {
        guard case .deadlocked = scene.trace.verdict, scene.moment.position >= scene.trace.count else {
            return [:]
        }
        let threads = WaitForGraph(scene.moment).cycle.enumerated().map { ($0.element.thread, $0.offset + 1) }
        return Dictionary(threads, uniquingKeysWith: { first, _ in first })
    }

    /// Marks a lane in the two columns before its name and the one behind it. Whoever used the highlighted primitive has the
    /// name in its colour and reverse, the others' lanes step back.
    func draw(_ thread: ThreadID, row: Int, names: Range<Int>, on frame: inout Frame) {
        if let place = cycle[thread] {
            let style = scene.theme[.error]
            frame.put(scene.glyphs.failed, row: row, column: names.lowerBound - 1, style: style)
            frame.put(place < 10 ? Character("\(place)") : "+", row: row, column: names.upperBound, style: style)
        }
        guard let highlighted, let info = scene.trace[highlighted] else { return }
        guard scene.analysis.users.contains(thread, of: highlighted) else {
            let muted = scene.theme[.muted]
            frame.restyle(row: row, columns: names) { $0 = muted }
            return
        }
        let style = info.kind.isColoured ? scene.theme.onLock(info.ordinal) : scene.style(of: highlighted)
        frame.restyle(row: row, columns: names) { $0 = style }
        guard cycle[thread] == nil else { return }
        frame.put(
            scene.glyphs.used, row: row, column: names.upperBound, style: scene.style(of: highlighted))
    }
}
