/// Where the parts of the lanes are: the axis, the rows of the lanes, the lines about the last step, the slider; and in each lane the
/// name, the state in words, the chart.
struct LanesArea: Hashable, Sendable {
    /// How many columns names and states take, as far as the window allows.
    struct Needs: Hashable, Sendable {
        var names = 10
        var states = 10

        mutating func formMaximum(_ other: Needs) {
            names = max(names, other.names)
            states = max(states, other.states)
        }
    }

    let axis: Int
    /// All rows for lanes.
    let lanes: Range<Int>
    /// Rows from one lane to the next: one, two with a gap, three for a lane of two rows and a gap, four of three and a gap.
    let pitch: Int
    /// What the last step did, and what comes next.
    let steps: Range<Int>
    let slider: Int?
    let names: Range<Int>
    let states: Range<Int>
    let chart: Range<Int>

    init(_ area: Area, hasSlider: Bool, stepLines: Int = 0, pitch: Int = 1, needs: Needs) {
        axis = area.rows.lowerBound
        let end = max(area.rows.upperBound - (hasSlider ? 1 : 0), axis + 1)
        let top = max(end - stepLines, axis + 1)
        lanes = axis + 1..<top
        steps = top..<end
        self.pitch = max(pitch, 1)
        slider = hasSlider ? end : nil
        let columns = area.columns.count
        let name = area.columns.lowerBound + 2
        names = name..<name + min(max(needs.names, 6), max(columns / 6, 10), 24)
        let state = names.upperBound + 1
        states = state..<state + min(max(needs.states, 11), max(columns / 4, 14), 44)
        chart = states.upperBound + 1..<max(area.columns.upperBound, states.upperBound + 1)
    }

    /// How many rows of a lane are drawn.
    var thickness: Int { pitch > 1 ? pitch - 1 : 1 }

    /// Whether there is a row between two lanes.
    var hasGaps: Bool { pitch > 1 }

    /// How many lanes fit: the last one needs no gap behind it.
    var capacity: Int { (lanes.count + pitch - thickness) / pitch }

    /// The rows of the lane that is number `index` of those in view.
    func rows(of index: Int) -> Range<Int> {
        let first = lanes.lowerBound + index * pitch
        return first..<min(first + thickness, max(lanes.upperBound, first))
    }

    /// Which lane in view a row belongs to, gaps included; nil outside the lanes.
    func index(of row: Int) -> Int? {
        lanes.contains(row) ? (row - lanes.lowerBound) / pitch : nil
    }
}
