/// Where the parts of the lanes are: the axis, a row for each lane, the slider; and in each row the name, the state in words, the
/// chart.
struct LanesArea: Hashable, Sendable {
    let axis: Int
    let lanes: Range<Int>
    let slider: Int?
    let names: Range<Int>
    let states: Range<Int>
    let chart: Range<Int>

    init(_ area: Area, hasSlider: Bool) {
        axis = area.rows.lowerBound
        let end = max(area.rows.upperBound - (hasSlider ? 1 : 0), axis + 1)
        lanes = axis + 1..<end
        slider = hasSlider ? end : nil
        let columns = area.columns.count
        let name = area.columns.lowerBound + 2
        names = name..<name + min(max(columns / 6, 10), 24)
        let state = names.upperBound + 1
        states = state..<state + min(max(columns / 4, 10), 34)
        chart = states.upperBound + 1..<max(area.columns.upperBound, states.upperBound + 1)
    }
}
