import LaneCanvas
import ThreadTrace
import Themes

/// How much a queue, a pool or a semaphore held over the time in view, as a line of bars one row high.
struct LevelGraph {
    let scene: Scene
    let columns: AxisColumns

    /// What has a level worth drawing.
    static func isOf(_ kind: ResourceKind?) -> Bool { kind == .queue || kind == .pool || kind == .semaphore }

    /// One bar for each of `count` parts of what is in view, up to the moment that is shown; the highest is as high as there was
    /// anything. O(count · log events).
    func bars(of resource: ResourceID, _ count: Int) -> String {
        let end = columns.start(of: columns.count)
        let start = columns.start(of: 0)
        let shown = scene.focus(on: columns.unit).place
        var levels: [Int32] = []
        for index in 0..<count {
            // The last moment of the part, as the end of a column shows what came of it.
            let place = start + (end - start) * Int64(index + 1) / Int64(count) - 1
            let isLast = place >= shown
            let position =
                isLast
                ? scene.place.position
                : columns.unit == .time
                    ? scene.trace.position(at: Instant(nanoseconds: place))
                    : scene.trace.position(beforeStep: Int(place) + 1)
            levels.append(scene.trace.moment(at: position).value(of: resource)?.number ?? 0)
            if isLast { break }
        }
        let highest = max(levels.max() ?? 0, 1)
        let bars = scene.glyphs.levels
        return String(
            levels.map { level in
                level <= 0
                    ? bars[0] : bars[max(Int(level) * (bars.count - 1) / Int(highest), 1)]
            })
    }
}
