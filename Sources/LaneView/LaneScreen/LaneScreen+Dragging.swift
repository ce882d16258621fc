import LaneCanvas
import ThreadTrace

/// Going through time with the mouse.
extension LaneScreen {
    /// What was taken hold of.
    enum Grip: Hashable, Sendable {
        /// The whole run, over all columns.
        case slider
        /// What is in view; beyond its sides the view goes along.
        case chart
    }

    /// A press: the moment under it is shown.
    mutating func take(_ grip: Grip, at column: Int, _ scene: Scene, _ layout: LaneLayout) {
        self.grip = grip
        drag(to: column, scene, layout)
    }

    /// Wherever the mouse has gone meanwhile, its column counts.
    mutating func drag(to column: Int, _ scene: Scene, _ layout: LaneLayout) {
        let chart = layout.laneParts.chart
        guard let grip, !chart.isEmpty else { return }
        let columns = axis.columns(chart.count, scene.focus(on: axis.unit))
        switch grip {
        case .slider:
            let held = min(max(column, chart.lowerBound), chart.upperBound - 1)
            move(to: Slider(scene: scene, columns: columns).place(of: held, in: chart), scene, chart.count)
        case .chart:
            let held = min(max(column - chart.lowerBound, -1), chart.count)
            move(to: columns.start(of: held), scene, chart.count)
        }
    }
}
