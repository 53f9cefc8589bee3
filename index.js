const { WoSignDocApi } = require('./dist/credentials/WoSignDocApi.credentials.js');
const { WoSignDoc } = require('./dist/nodes/WoSignDoc/WoSignDoc.node.js');
const { WoSignDocTrigger } = require('./dist/nodes/WoSignDoc/WoSignDocTrigger.node.js');

module.exports = { WoSignDoc, WoSignDocTrigger, WoSignDocApi };
