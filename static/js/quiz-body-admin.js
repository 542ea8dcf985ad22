// Wagtail starts a block that stands alone in a form by its element; a block of several fields has none of its own, so it is told.
{
  function Body(...args) {
    const definition = new window.wagtailStreamField.blocks.StructBlockDefinition(...args);
    const render = definition.render.bind(definition);
    definition.render = (...place) => {
      const block = render(...place);
      block.element ??= block.container[0];
      return block;
    };
    return definition;
  }
  window.telepath.register("quizzes.Body", Body);
}
