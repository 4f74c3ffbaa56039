package io.github.lanewise.engine.graph;

import io.github.lanewise.engine.layer.ImagePass;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A node of a plan, or a change of order between two nodes.
 *
 * @param node unless it is a change of order
 * @param plan what is done
 * @param order in which it is computed
 * @param inputs what is read
 * @param outputs what is written
 */
record Step(
        Optional<Node> node,
        NodePlan plan,
        MemoryOrder order,
        List<Slot> inputs,
        List<Slot> outputs) {
    Step {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** Returns the step that copies a value from one order to the other. */
    static Step conversion(MemoryOrder order, Slot from, Slot to) {
        return new Step(Optional.empty(), Conversion.to(order), order, List.of(from), List.of(to));
    }

    /** Says which slots are read and written when. */
    void use(int number) {
        inputs.forEach(slot -> slot.use(number));
        outputs.forEach(slot -> slot.use(number));
    }

    /** Returns the pass in the slab of a call, which also clears borders where that is needed. */
    ImagePass bind(MemorySegment slab, List<MemorySegment> scratch) {
        List<Buffer> in = inputs.stream().map(slot -> slot.in(slab)).toList();
        List<Buffer> out = outputs.stream().map(slot -> slot.in(slab)).toList();
        List<ImagePass> passes = new ArrayList<>();
        passes.add(plan.pass(in, out, scratch));
        for (int i = 0; i < outputs.size(); i++) {
            if (outputs.get(i).needsClearBorder()) {
                passes.add(new BorderPass(out.get(i)));
            }
        }
        return JoinedPass.of(passes);
    }
}
