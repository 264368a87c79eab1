// Puts the figures' modules together: see modules.py.
const figures = (() => {
  const factories = {};
  const made = {};
  const use = name => (made[name] ||= factories[name](use));
  const define = (name, factory) => {
    factories[name] = factory;
  };
  return {define, use};
})();
